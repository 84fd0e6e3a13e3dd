import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { same, sha256 } from '../../crypto/hash.ts';
import { signingKey } from '../../crypto/signingKey.ts';
import { demand } from '../../ctapStatus.ts';
import { discoverable, type StoredCredential } from '../../state/keyState.ts';
import type { KeyContext } from '../context.ts';
import { writeDescriptor, writeUser } from '../credentialDescriptor.ts';
import { startEnumeration } from '../enumeration.ts';
import type { CommandRequest } from '../request.ts';

const ANSWER = {
  rp: 0x03,
  rpIdHash: 0x04,
  totalRps: 0x05,
  user: 0x06,
  credentialId: 0x07,
  publicKey: 0x08,
  totalCredentials: 0x09,
  credProtect: 0x0a,
  largeBlobKey: 0x0b,
} as const;
const PARAM_RP_ID_HASH = 0x01;

const rpIdHash = (credential: StoredCredential) => sha256(utf8Encode(credential.rpId));

/** Answers with the first item and its total, keeps the rest for …GetNext…. */
function begin(
  context: KeyContext,
  kind: 'rps' | 'credentials',
  items: (() => CborMap)[],
  totalMember: number,
): CborValue {
  const [first, ...rest] = items;
  demand(first !== undefined, 'NO_CREDENTIALS');
  startEnumeration(context, kind, rest);
  return first().set(totalMember, items.length);
}

/** enumerateRPsBegin (0x02) */
export function enumerateRps(context: KeyContext): CborValue {
  const { state, profile } = context;
  const firstOfEach = new Map<string, StoredCredential>();
  for (const credential of discoverable(state)) {
    if (!firstOfEach.has(credential.rpId)) firstOfEach.set(credential.rpId, credential);
  }
  const items = [...firstOfEach.values()].map((credential) => () => {
    const rp = new Map<string, CborValue>([['id', credential.rpId]]);
    const name = profile.quirks.rpNameIsUserName ? credential.userName : credential.rpName;
    if (name !== undefined) rp.set('name', name);
    return new Map<number, CborValue>([
      [ANSWER.rp, rp],
      [ANSWER.rpIdHash, rpIdHash(credential)],
    ]);
  });
  return begin(context, 'rps', items, ANSWER.totalRps);
}

/** enumerateCredentialsBegin (0x04) */
export function enumerateCredentials(context: KeyContext, params: CommandRequest): CborValue {
  const wanted = params.required(PARAM_RP_ID_HASH, 'bytes');
  const bound = context.session.token.rpId();
  const allowed = bound === undefined || same(sha256(utf8Encode(bound)), wanted);
  demand(allowed, 'PIN_AUTH_INVALID');
  const found = discoverable(context.state).filter((one) => same(rpIdHash(one), wanted));
  const items = found.map((credential) => () => {
    const { cosePublicKey } = signingKey(credential.algorithm, credential.secret);
    const answer = new Map<number, CborValue>([
      [ANSWER.user, writeUser(credential, true)],
      [ANSWER.credentialId, writeDescriptor(credential)],
      [ANSWER.publicKey, decodeCbor(cosePublicKey)],
    ]);
    if (context.profile.info.extensions?.includes('credProtect') === true) {
      answer.set(ANSWER.credProtect, credential.credProtect);
    }
    if (credential.largeBlobKey !== undefined) {
      answer.set(ANSWER.largeBlobKey, credential.largeBlobKey);
    }
    return answer;
  });
  return begin(context, 'credentials', items, ANSWER.totalCredentials);
}
