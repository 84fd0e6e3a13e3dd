import { COSE_ALGORITHM } from '#shared/cose/coseAlgorithms.ts';
import type { PublicKeyCredentialCreationOptionsJson } from '#shared/webauthn/creationOptions.ts';

/** Algorithms whose proof can be verified here. RS256, which Entra offers too, is on no security key. */
const PROVABLE: readonly number[] = [COSE_ALGORITHM.ES256, COSE_ALGORITHM.EdDSA];

/** What the key may choose from: Entra's offers, in Entra's order, that we can verify a proof by. */
export function offeredAlgorithms(options: PublicKeyCredentialCreationOptionsJson): number[] {
  return options.pubKeyCredParams
    .filter(({ type, alg }) => type === 'public-key' && PROVABLE.includes(alg))
    .map(({ alg }) => alg);
}
