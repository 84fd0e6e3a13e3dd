import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import type { KeyState } from './keyState.ts';

const BYTES_MARK = '$bytes';

/** Writes a key's lasting state as JSON; byte strings become `{"$bytes": base64url}`. */
export function serialiseState(state: KeyState): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    value instanceof Uint8Array ? { [BYTES_MARK]: toBase64Url(value) } : value,
  );
}

/** Reads what {@link serialiseState} wrote. `base` fills in members that text does not have. */
export function deserialiseState(text: string, base: KeyState): KeyState {
  const read = JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(BYTES_MARK in value)) return value;
    const mark = value[BYTES_MARK];
    return typeof mark === 'string' ? fromBase64Url(mark) : value;
  }) as Partial<KeyState>;
  return { ...base, ...read };
}
