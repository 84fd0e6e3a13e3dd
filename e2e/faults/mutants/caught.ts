/** What a mutant's process says at its end; `by` is empty where nothing objected. */
export interface Caught {
  readonly by: string;
  readonly runs: number;
}

/** Begins the line that holds it. */
export const FIRST_CATCH = 'caught ';
