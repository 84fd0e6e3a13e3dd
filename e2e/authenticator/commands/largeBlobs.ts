import { concat } from '#shared/bytes/concat.ts';
import { same, sha256 } from '../crypto/hash.ts';
import { demand } from '../ctapStatus.ts';
import { isProtected } from '../state/keyState.ts';
import { authorise } from './authorise.ts';
import type { Command, CommandResult, KeyContext } from './context.ts';
import type { CommandRequest } from './request.ts';

const MEMBER = { get: 0x01, set: 0x02, offset: 0x03, length: 0x04, param: 0x05, protocol: 0x06 };
const COMMAND_BYTE = 0x0c;
const CHECKSUM_BYTES = 16;
const MIN_ARRAY_BYTES = 17;
const DEFAULT_MESSAGE_BYTES = 1024;
const MESSAGE_OVERHEAD_BYTES = 64;

function read(context: KeyContext, offset: number, count: number): CommandResult {
  const { largeBlobArray } = context.state;
  demand(offset <= largeBlobArray.length, 'INVALID_PARAMETER');
  return new Map([[0x01, largeBlobArray.slice(offset, offset + count)]]);
}

function authoriseFragment(
  context: KeyContext,
  request: CommandRequest,
  fragment: Uint8Array,
  offset: number,
): void {
  if (!isProtected(context.state) && !context.state.alwaysUv) return;
  const head = new Uint8Array(38).fill(0xff);
  head[32] = COMMAND_BYTE;
  head[33] = 0;
  new DataView(head.buffer).setUint32(34, offset, true);
  authorise(context, request, MEMBER, concat(head, sha256(fragment)), 'lbw');
}

function write(
  context: KeyContext,
  request: CommandRequest,
  fragment: Uint8Array,
  offset: number,
): CommandResult {
  const { session, profile, state } = context;
  const length = request.optional(MEMBER.length, 'integer');
  demand((offset === 0) === (length !== undefined), 'INVALID_PARAMETER');
  if (length !== undefined) {
    const limit = profile.info.maxSerializedLargeBlobArray ?? DEFAULT_MESSAGE_BYTES;
    demand(length <= limit, 'LARGE_BLOB_STORAGE_FULL');
    demand(length >= MIN_ARRAY_BYTES, 'INVALID_PARAMETER');
  }
  authoriseFragment(context, request, fragment, offset);
  if (length !== undefined) session.largeBlobWrite = { data: new Uint8Array(length), filled: 0 };
  const running = session.largeBlobWrite;
  demand(running !== undefined && running.filled === offset, 'INVALID_PARAMETER');
  demand(offset + fragment.length <= running.data.length, 'INVALID_PARAMETER');
  running.data.set(fragment, offset);
  running.filled += fragment.length;
  if (running.filled < running.data.length) return undefined;
  session.largeBlobWrite = undefined;
  const body = running.data.subarray(0, -CHECKSUM_BYTES);
  const checksum = running.data.subarray(-CHECKSUM_BYTES);
  demand(same(sha256(body).subarray(0, CHECKSUM_BYTES), checksum), 'INTEGRITY_FAILURE');
  state.largeBlobArray = running.data;
  context.save();
  return undefined;
}

/** authenticatorLargeBlobs (0x0C), CTAP 2.1 §6.10. */
export const largeBlobs: Command = (context, request) => {
  const offset = request.required(MEMBER.offset, 'integer');
  const get = request.optional(MEMBER.get, 'integer');
  const set = request.optional(MEMBER.set, 'bytes');
  demand((get === undefined) !== (set === undefined), 'INVALID_PARAMETER');
  demand(offset >= 0 && (get ?? 0) >= 0, 'INVALID_PARAMETER');
  const maxFragment =
    (context.profile.info.maxMsgSize ?? DEFAULT_MESSAGE_BYTES) - MESSAGE_OVERHEAD_BYTES;
  demand((get ?? set?.length ?? 0) <= maxFragment, 'INVALID_LENGTH');
  if (get !== undefined) return read(context, offset, get);
  return set === undefined ? undefined : write(context, request, set, offset);
};
