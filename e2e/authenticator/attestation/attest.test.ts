import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import type { Fault } from '../faults/fault.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import { CLIENT_DATA_HASH, MC, PIN, plugIn, RP_ID } from '../testing/bench.ts';
import { readAuthData } from '../testing/readAuthData.ts';
import type { CborAnswer } from '../testing/testClient.ts';
import { testAttestationRootPem } from './testAuthority.ts';

/** id-fido-gen-ce-aaguid as an OID element, followed by OCTET STRING { OCTET STRING (16) }. */
const AAGUID_EXTENSION = '060b2b0601040182e51c01010404120410';

async function makeWith(...faults: Fault[]): Promise<CborAnswer> {
  const { pin, key, make } = await plugIn(yubikey5);
  for (const fault of faults) key.faults.add(fault);
  await pin.setPin(PIN);
  await pin.getToken(PIN, MC, RP_ID);
  return make();
}

interface Seen {
  readonly chain: boolean;
  readonly signature: boolean;
  readonly aaguid: boolean;
}

function judge({ map }: CborAnswer): Seen {
  const statement = map.get(3) as CborMap;
  const [der] = statement.get('x5c') as Uint8Array[];
  const leaf = new X509Certificate(der ?? new Uint8Array(0));
  const root = new X509Certificate(testAttestationRootPem);
  const authData = map.get(2) as Uint8Array;
  const data = concat(authData, CLIENT_DATA_HASH);
  return {
    chain: leaf.checkIssued(root) && leaf.verify(root.publicKey),
    signature: verify('sha256', data, leaf.publicKey, statement.get('sig') as Uint8Array),
    aaguid: toHex(leaf.raw).includes(AAGUID_EXTENSION + toHex(readAuthData(authData).aaguid)),
  };
}

describe('attestation', () => {
  it.each<[string, Fault[], Seen]>([
    ['of a good key', [], { chain: true, signature: true, aaguid: true }],
    [
      'of a foreign root',
      [{ kind: 'attestation', use: 'foreignRoot' }],
      { chain: false, signature: true, aaguid: true },
    ],
    [
      'without its intermediate',
      [{ kind: 'attestation', use: 'truncatedChain' }],
      { chain: false, signature: true, aaguid: true },
    ],
    [
      'with another model in the certificate',
      [{ kind: 'attestation', use: 'wrongAaguidExtension' }],
      { chain: true, signature: true, aaguid: false },
    ],
    [
      'with a bad signature',
      [{ kind: 'badAttestationSignature' }],
      { chain: true, signature: false, aaguid: true },
    ],
    [
      'of a key that lies about its model',
      [{ kind: 'lyingAaguid', aaguid: '000102030405060708090a0b0c0d0e0f' }],
      { chain: true, signature: true, aaguid: false },
    ],
  ])('%s', async (_, faults, seen) => {
    expect(judge(await makeWith(...faults))).toEqual(seen);
  });

  it('carries the subject that WebAuthn demands', async () => {
    const { map } = await makeWith();
    const [der] = (map.get(3) as CborMap).get('x5c') as Uint8Array[];
    const leaf = new X509Certificate(der ?? new Uint8Array(0));
    expect(leaf.subject.replaceAll('\\', '').split('\n')).toEqual([
      'C=SE',
      'O=Keywright Test Keys',
      'OU=Authenticator Attestation',
      'CN=YubiKey OTP+FIDO+CCID Attestation',
    ]);
    expect(leaf.ca).toBe(false);
    expect(new X509Certificate(testAttestationRootPem).ca).toBe(true);
  });

  it('can be none, or the credential key itself', async () => {
    const none = await makeWith({ kind: 'attestation', use: 'none' });
    expect([none.map.get(1), none.map.get(3)]).toEqual(['none', new Map()]);
    const self = await makeWith({ kind: 'attestation', use: 'self' });
    const statement = self.map.get(3) as CborMap;
    const authData = self.map.get(2) as Uint8Array;
    const { publicKey } = readAuthData(authData);
    const point = concat(publicKey.get(-2) as Uint8Array, publicKey.get(-3) as Uint8Array);
    const prefix = fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004');
    const key = createPublicKey({
      key: Buffer.from(concat(prefix, point)),
      format: 'der',
      type: 'spki',
    });
    expect(statement.has('x5c')).toBe(false);
    const data = concat(authData, CLIENT_DATA_HASH);
    expect(verify('sha256', data, key, statement.get('sig') as Uint8Array)).toBe(true);
  });
});
