import type { CborValue } from '#shared/cbor/cborValue.ts';
import { buildAuthenticatorData } from '../authenticatorData.ts';
import { same } from '../crypto/hash.ts';
import { signingKey } from '../crypto/signingKey.ts';
import { demand } from '../ctapStatus.ts';
import { assertionExtensions } from '../extensions/assertionExtensions.ts';
import { isProtected, type StoredCredential } from '../state/keyState.ts';
import type { Command, KeyContext } from './context.ts';
import { readDescriptors, writeDescriptor, writeUser } from './credentialDescriptor.ts';
import { startEnumeration, takeNext } from './enumeration.ts';
import { currentOptions } from './getInfo.ts';
import { type CommandRequest, readRequest } from './request.ts';
import { checkParamShape, readUv, verifyUser } from './userVerification.ts';

/** Members of a getAssertion request (CTAP 2.1 §6.2). */
const MEMBER = {
  rpId: 0x01,
  clientDataHash: 0x02,
  allowList: 0x03,
  extensions: 0x04,
  options: 0x05,
  pinUvAuthParam: 0x06,
  pinUvAuthProtocol: 0x07,
} as const;

interface User {
  readonly present: boolean;
  readonly verified: boolean;
}

function findCredentials(
  context: KeyContext,
  rpId: string,
  allowList: Uint8Array[] | undefined,
  verified: boolean,
): StoredCredential[] {
  const { state, profile } = context;
  const mine = state.credentials.filter((credential) => credential.rpId === rpId);
  // credProtect: 2 needs UV when found without an id, 3 always (CTAP 2.1 §12.1).
  const limit = verified ? 3 : allowList === undefined ? 1 : 2;
  const usable = mine.filter((credential) => credential.credProtect <= limit);
  if (allowList !== undefined) {
    const listed = usable.filter((credential) =>
      allowList.some((id) => same(id, credential.credentialId)),
    );
    return listed.slice(0, 1);
  }
  const found = usable.filter((credential) => credential.discoverable);
  return profile.quirks.assertionOrder === 'slot' ? found : found.sort((a, b) => b.order - a.order);
}

function assert(
  context: KeyContext,
  credential: StoredCredential,
  clientDataHash: Uint8Array,
  extensions: CommandRequest,
  user: User,
): Map<number, CborValue> {
  const { state, profile, faults } = context;
  const said = assertionExtensions(context, extensions, credential, user);
  const authData = buildAuthenticatorData({
    rpId: credential.rpId,
    userPresent: user.present || profile.quirks.claimsPresenceAlways,
    userVerified: user.verified,
    signCount: state.signCount,
    extensions: said.outputs,
  });
  const key = signingKey(credential.algorithm, credential.secret);
  const signature = key.sign(authData, clientDataHash);
  if (faults.take('badAssertionSignature') !== undefined) {
    signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  }
  const answer = new Map<number, CborValue>([
    [0x01, writeDescriptor(credential)],
    [0x02, authData],
    [0x03, signature],
  ]);
  const { userInAssertion } = profile.quirks;
  if (credential.discoverable && userInAssertion !== 'none') {
    answer.set(0x04, writeUser(credential, user.verified && userInAssertion === 'full'));
  }
  if (said.largeBlobKey !== undefined) answer.set(0x07, said.largeBlobKey);
  return answer;
}

/** authenticatorGetAssertion (0x02). */
export const getAssertion: Command = async (context, request) => {
  const { profile, state, session, presence } = context;
  const rpId = request.required(MEMBER.rpId, 'text');
  const clientDataHash = request.required(MEMBER.clientDataHash, 'bytes');
  demand(clientDataHash.length === 32, 'INVALID_LENGTH');
  const list = request.optional(MEMBER.allowList, 'array');
  const extensions = readRequest(request.optional(MEMBER.extensions, 'map') ?? new Map());
  const options = readRequest(request.optional(MEMBER.options, 'map') ?? new Map());
  const keys = { param: MEMBER.pinUvAuthParam, protocol: MEMBER.pinUvAuthProtocol };
  const uv = readUv(request, keys, options);
  await checkParamShape(context, uv.param, uv.protocol);
  const up = options.optional('up', 'boolean') ?? true;
  demand(!options.map.has('rk'), 'UNSUPPORTED_OPTION');
  const now = currentOptions(profile, state);
  demand(!uv.uvOption || now['uv'] === true, 'INVALID_OPTION');
  const unverified = uv.param === undefined && !uv.uvOption;
  demand(!(state.alwaysUv && up && unverified), 'PUAT_REQUIRED');
  // An empty allowList means the same as none.
  const allowList =
    list === undefined || list.length === 0 ? undefined : readDescriptors(profile, list);

  const result =
    isProtected(state) || uv.param !== undefined
      ? await verifyUser(context, { ...uv, clientDataHash, rpId, permission: 'ga' })
      : { verified: false, present: false };
  const credentials = findCredentials(context, rpId, allowList, result.verified);
  const [first, ...rest] = credentials;
  demand(first !== undefined, 'NO_CREDENTIALS');
  if (up) {
    if (!result.present) await presence.wait();
    session.token.spend();
  }
  const user = { present: up, verified: result.verified };
  state.signCount += 1;
  context.save();
  const answer = assert(context, first, clientDataHash, extensions, user);
  if (rest.length > 0) {
    answer.set(0x05, credentials.length);
    const items = rest.map(
      (credential) => () => assert(context, credential, clientDataHash, extensions, user),
    );
    startEnumeration(context, 'assertions', items);
  }
  return answer;
};

/** authenticatorGetNextAssertion (0x08). */
export const getNextAssertion: Command = (context) => takeNext(context, 'assertions');
