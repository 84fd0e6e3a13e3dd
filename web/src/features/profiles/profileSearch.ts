const ID = /^[a-z0-9-]{1,64}$/;

/** Which profile a new one begins with. */
export interface NewProfileSearch {
  readonly from?: string;
}

/** Reads the address of *New profile*; what is no id is left out. */
export function readNewProfileSearch({ from }: Record<string, unknown>): NewProfileSearch {
  return typeof from === 'string' && ID.test(from) ? { from } : {};
}

/** Which version was saved a moment ago. */
export interface ProfileSearch {
  readonly saved?: number;
}

/** Reads the address of a profile. */
export function readProfileSearch({ saved }: Record<string, unknown>): ProfileSearch {
  return typeof saved === 'number' && Number.isInteger(saved) && saved > 0 ? { saved } : {};
}
