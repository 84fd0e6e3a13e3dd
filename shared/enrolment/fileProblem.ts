/** What keeps a file from being read: what is wrong, and with which member where it is one. */
export interface FileProblem {
  readonly problem:
    | 'too_large'
    | 'not_json'
    | 'not_an_object'
    | 'other_format'
    | 'newer_format'
    | 'member_missing'
    | 'member_unknown'
    | 'member_malformed';
  /** Its path in the file; null where the file as a whole is meant. Cut to what can be shown. */
  readonly member: string | null;
}

/** An object of a JSON file. */
export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_FILE = 65_536;
const MAX_SHOWN_NAME = 60;

/** Reads a text as one JSON object. A byte-order mark, which some editors put before it, is no part of it. */
export function readJsonObject(text: string): { object: JsonObject } | { problem: FileProblem } {
  if (text.length > MAX_FILE) return { problem: { problem: 'too_large', member: null } };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: { problem: 'not_json', member: null } };
  }
  return isJsonObject(value)
    ? { object: value }
    : { problem: { problem: 'not_an_object', member: null } };
}

/** Tells a JSON object from everything else that JSON has. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object that nobody knows, by path. */
export function unknownMembers(
  object: JsonObject,
  known: readonly string[],
  prefix = '',
): FileProblem[] {
  return Object.keys(object)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      problem: 'member_unknown',
      member: `${prefix}${name.slice(0, MAX_SHOWN_NAME)}`,
    }));
}
