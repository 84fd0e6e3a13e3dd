import { canSignWith } from '../../crypto/signingKey.ts';
import { demand, StatusError } from '../../ctapStatus.ts';
import type { KeyContext } from '../context.ts';
import { readDescriptors } from '../credentialDescriptor.ts';
import { type CommandRequest, readRequest } from '../request.ts';
import { readUv } from '../userVerification.ts';

/** Members of a makeCredential request (CTAP 2.1 §6.1). */
const MEMBER = {
  clientDataHash: 0x01,
  rp: 0x02,
  user: 0x03,
  pubKeyCredParams: 0x04,
  excludeList: 0x05,
  extensions: 0x06,
  options: 0x07,
  pinUvAuthParam: 0x08,
  pinUvAuthProtocol: 0x09,
  enterpriseAttestation: 0x0a,
} as const;

const CLIENT_DATA_HASH_BYTES = 32;
const MAX_USER_ID_BYTES = 64;

export interface MakeCredentialRequest {
  readonly clientDataHash: Uint8Array;
  readonly rpId: string;
  readonly rpName: string | undefined;
  readonly userId: Uint8Array;
  readonly userName: string | undefined;
  readonly userDisplayName: string | undefined;
  readonly algorithm: number;
  readonly excludeList: Uint8Array[];
  readonly extensions: CommandRequest;
  readonly rk: boolean;
  readonly up: boolean | undefined;
  readonly uvOption: boolean;
  readonly param: Uint8Array | undefined;
  readonly protocol: number | undefined;
  readonly enterpriseAttestation: number | undefined;
}

/** The first algorithm of the list that this key does. @throws StatusError UNSUPPORTED_ALGORITHM */
function chooseAlgorithm(context: KeyContext, request: CommandRequest): number {
  const list = request.required(MEMBER.pubKeyCredParams, 'array');
  const own = context.profile.info.algorithms ?? [-7];
  let chosen: number | undefined;
  for (const entry of list) {
    demand(entry instanceof Map, 'CBOR_UNEXPECTED_TYPE');
    const param = readRequest(entry);
    const alg = param.required('alg', 'integer');
    const type = param.required('type', 'text');
    const usable = type === 'public-key' && own.includes(alg) && canSignWith(alg);
    if (usable) chosen ??= alg;
  }
  if (chosen === undefined) throw new StatusError('UNSUPPORTED_ALGORITHM');
  return chosen;
}

/** Reads the request and refuses what is malformed. */
export function readMakeCredential(
  context: KeyContext,
  request: CommandRequest,
): MakeCredentialRequest {
  const clientDataHash = request.required(MEMBER.clientDataHash, 'bytes');
  demand(clientDataHash.length === CLIENT_DATA_HASH_BYTES, 'INVALID_LENGTH');
  const rp = readRequest(request.required(MEMBER.rp, 'map'));
  const user = readRequest(request.required(MEMBER.user, 'map'));
  const userId = user.required('id', 'bytes');
  demand(userId.length > 0 && userId.length <= MAX_USER_ID_BYTES, 'INVALID_LENGTH');
  const options = readRequest(request.optional(MEMBER.options, 'map') ?? new Map());
  return {
    clientDataHash,
    rpId: rp.required('id', 'text'),
    rpName: rp.optional('name', 'text'),
    userId,
    userName: user.optional('name', 'text'),
    userDisplayName: user.optional('displayName', 'text'),
    algorithm: chooseAlgorithm(context, request),
    excludeList: readDescriptors(
      context.profile,
      request.optional(MEMBER.excludeList, 'array') ?? [],
    ),
    extensions: readRequest(request.optional(MEMBER.extensions, 'map') ?? new Map()),
    rk: options.optional('rk', 'boolean') ?? false,
    up: options.optional('up', 'boolean'),
    ...readUv(
      request,
      { param: MEMBER.pinUvAuthParam, protocol: MEMBER.pinUvAuthProtocol },
      options,
    ),
    enterpriseAttestation: request.optional(MEMBER.enterpriseAttestation, 'integer'),
  };
}
