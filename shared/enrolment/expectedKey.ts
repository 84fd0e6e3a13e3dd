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
