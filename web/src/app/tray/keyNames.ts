import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

/** What a key is called on its tile: its model, else what USB says, else just that it is a key. */
export function keyTitle(identity: KeyIdentity | null, productName: string): string {
  return keyName(identity?.aaguid ?? null, productName) ?? words.unknownKey;
}

const PRINT_DIGITS = 8;

/** A key's identity in one line: its serial, or the beginning of the fingerprint of its answers. */
export function identityLine(identity: KeyIdentity): string {
  return identity.serial === null
    ? words.modelAndPrint(identity.fingerprint.slice(0, PRINT_DIGITS))
    : words.serial(identity.serial);
}
