import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';

/** One extension by its identifier and what is asked of it. */
export type ExtensionInput = readonly [identifier: string, input: CborValue];

/** The `extensions` member of makeCredential and getAssertion. */
export function buildExtensions(...inputs: readonly ExtensionInput[]): CborMap {
  return new Map(inputs);
}
