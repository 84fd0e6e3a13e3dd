import { utf8Encode } from '#shared/bytes/utf8.ts';
import { drawSigningKey } from '../crypto/signingKey.ts';
import type { RandomBytes } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';
import type { KeyState } from './keyState.ts';

const CREDENTIAL_ID_BYTES = 48;

/** Fills a new key with other people's accounts, as many as its model says. A reset clears them like any others. */
export function occupyPlaces(profile: Profile, state: KeyState, random: RandomBytes): void {
  const algorithm = profile.info.algorithms?.[0] ?? -7;
  for (let place = 0; place < profile.occupied; place++) {
    state.credentials.push({
      credentialId: random(CREDENTIAL_ID_BYTES),
      rpId: `site${place + 1}.example`,
      rpName: `Site ${place + 1}`,
      userId: utf8Encode(`account-${place + 1}`),
      userName: `account${place + 1}@example.org`,
      userDisplayName: `Account ${place + 1}`,
      discoverable: true,
      algorithm,
      secret: drawSigningKey(algorithm, random).secret,
      credProtect: 1,
      hmacSecretWithUv: undefined,
      hmacSecretWithoutUv: undefined,
      credBlob: undefined,
      largeBlobKey: undefined,
      thirdPartyPayment: false,
      order: state.nextOrder,
    });
    state.nextOrder += 1;
  }
}
