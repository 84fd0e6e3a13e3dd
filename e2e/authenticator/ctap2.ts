import { concat } from '#shared/bytes/concat.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { KeyContext } from './commands/context.ts';
import { type ChosenCommand, chooseCommand, UnknownCommand } from './commands/dispatch.ts';
import { readRequest } from './commands/request.ts';
import { AbortedError, CTAP_STATUS, FirmwareCrash, StatusError } from './ctapStatus.ts';

const DEFAULT_MAX_MESSAGE_BYTES = 1024;
const MAX_DEPTH = 4;

/** What one CTAPHID_CBOR request came to. */
export type Ctap2Outcome =
  | { readonly type: 'answer'; readonly data: Uint8Array }
  /** Answered by a CTAPHID_ERROR frame instead. */
  | { readonly type: 'hidError' }
  | { readonly type: 'silence' }
  | { readonly type: 'crash' }
  /** The effect stands, the answer never leaves: power is gone. */
  | { readonly type: 'powerLoss' };

export interface Ctap2Listener {
  started(name: string): void;
  ended(name: string, status: number): void;
}

function decode(bytes: Uint8Array): CborMap {
  if (bytes.length === 0) return new Map();
  let value: unknown;
  try {
    value = decodeCbor(bytes, { canonical: true, maxDepth: MAX_DEPTH });
  } catch {
    throw new StatusError('INVALID_CBOR');
  }
  if (!(value instanceof Map)) throw new StatusError('CBOR_UNEXPECTED_TYPE');
  return value;
}

async function execute(
  context: KeyContext,
  command: ChosenCommand,
  map: CborMap,
): Promise<Uint8Array> {
  const scripted = context.faults.take('status', command.name);
  if (scripted !== undefined) throw new StatusError(scripted.status);
  const result = await command.run(context, readRequest(map));
  if (command.isStateful) context.session.statefulCommandSeen = true;
  return result === undefined ? new Uint8Array(0) : encodeCbor(result);
}

function distort(context: KeyContext, name: string, body: Uint8Array): Uint8Array {
  const hostile = context.faults.take('hostileCbor', name);
  const bytes = hostile?.bytes ?? body;
  const truncated = context.faults.take('truncated', name);
  return truncated === undefined ? bytes : bytes.subarray(0, truncated.keepBytes);
}

/** Runs one CTAP2 message, faults included. @param message  command byte and CBOR parameters */
export async function runCtap2(
  context: KeyContext,
  message: Uint8Array,
  listener: Ctap2Listener,
): Promise<Ctap2Outcome> {
  const status = (code: number): Ctap2Outcome => ({ type: 'answer', data: Uint8Array.of(code) });
  const limit = context.profile.info.maxMsgSize ?? DEFAULT_MAX_MESSAGE_BYTES;
  if (message.length > limit) return status(CTAP_STATUS.REQUEST_TOO_LARGE);

  let name = `command ${message[0] ?? 0}`;
  try {
    const map = decode(message.subarray(1));
    const command = chooseCommand(context.profile, message[0] ?? 0, map);
    name = command.name;
    listener.started(name);
    const slow = context.faults.take('slow', name);
    if (slow !== undefined) {
      await new Promise<void>((resolve) => context.clock.setTimeout(resolve, slow.ms));
      if (!context.isAlive()) return { type: 'silence' };
    }
    const body = distort(context, name, await execute(context, command, map));
    listener.ended(name, CTAP_STATUS.OK);
    if (context.faults.take('crashAfterEffect', name) !== undefined) return { type: 'powerLoss' };
    if (context.faults.take('silent', name) !== undefined) return { type: 'silence' };
    return { type: 'answer', data: concat(Uint8Array.of(CTAP_STATUS.OK), body) };
  } catch (error) {
    if (error instanceof AbortedError) return { type: 'silence' };
    if (error instanceof FirmwareCrash) return { type: 'crash' };
    // A fault of this firmware, not of the request: a real key says "other" and lives on.
    if (!(error instanceof StatusError)) return status(CTAP_STATUS.OTHER);
    listener.ended(name, error.status);
    if (error instanceof UnknownCommand) return { type: 'hidError' };
    if (context.faults.take('silent', name) !== undefined) return { type: 'silence' };
    return status(error.status);
  }
}
