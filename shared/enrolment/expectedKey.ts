import type { KeyIdentity } from './keyIdentity.ts';

/** Which key an invitation is for; null: any. */
export interface ExpectedKey {
  readonly expectedSerial: string | null;
  readonly expectedAaguid: string | null;
}

/** Whether a key may be that one. One that does not tell its serial is not the one whose serial is known. */
export function isExpectedKey(
  { expectedSerial, expectedAaguid }: ExpectedKey,
  { serial, aaguid }: KeyIdentity,
): boolean {
  return (
    (expectedSerial === null || expectedSerial === serial) &&
    (expectedAaguid === null || expectedAaguid === aaguid.toLowerCase())
  );
}

/**
 * Whether a key may be that one of which nothing but the model is known: only WebHID reads a serial. What its model is
 * nobody says either, it is not taken for the one whose model is.
 * @param aaguid lowercase GUID; null where nobody says
 */
export function isExpectedModel(
  { expectedAaguid }: Pick<ExpectedKey, 'expectedAaguid'>,
  aaguid: string | null,
): boolean {
  return expectedAaguid === null || expectedAaguid === aaguid;
}
