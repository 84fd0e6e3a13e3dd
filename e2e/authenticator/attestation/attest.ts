import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import type { KeyContext } from '../commands/context.ts';
import type { SigningKey } from '../crypto/signingKey.ts';
import { attestationIdentity } from './testAuthority.ts';

const ES256 = -7;
const SOMEBODY_ELSES_AAGUID = '00112233445566778899aabbccddeeff';

export interface AttestInput {
  readonly authData: Uint8Array;
  readonly clientDataHash: Uint8Array;
  readonly credentialKey: SigningKey;
}

function packed(alg: number, sig: Uint8Array, x5c: Uint8Array[] | undefined): CborMap {
  const statement = new Map<string, CborValue>([
    ['alg', alg],
    ['sig', sig],
  ]);
  if (x5c !== undefined) statement.set('x5c', x5c);
  return statement;
}

/** The attestation statement of makeCredential: the model's own kind, or what a fault puts in its place. */
export function attest(
  { profile, faults }: KeyContext,
  { authData, clientDataHash, credentialKey }: AttestInput,
): { fmt: string; attStmt: CborMap } {
  const use = faults.take('attestation')?.use ?? profile.attestation;
  if (use === 'none') return { fmt: 'none', attStmt: new Map() };
  if (use === 'self') {
    const sig = credentialKey.sign(authData, clientDataHash);
    return { fmt: 'packed', attStmt: packed(credentialKey.algorithm, sig, undefined) };
  }
  const { productName, info } = profile;
  const aaguid = use === 'wrongAaguidExtension' ? SOMEBODY_ELSES_AAGUID : info.aaguid;
  const issuers = { foreignRoot: 'foreign', truncatedChain: 'intermediate' } as const;
  const issuedBy = use === 'foreignRoot' || use === 'truncatedChain' ? issuers[use] : 'test';
  const identity = attestationIdentity({ aaguid, productName }, issuedBy);
  const sig = identity.key.sign(authData, clientDataHash);
  if (faults.take('badAttestationSignature') !== undefined) {
    sig[sig.length - 1] = (sig.at(-1) ?? 0) ^ 1;
  }
  return { fmt: 'packed', attStmt: packed(ES256, sig, [identity.certificate]) };
}
