import { concat } from '#shared/bytes/concat.ts';
import { asMap } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { AppError, CborError, CtapError, CtapHidError } from '#shared/failure/appError.ts';
import { CLIENT_PIN_SUBCOMMAND, CTAP_COMMAND } from './ctapCommand.ts';
import type { AbortSignalLike } from './hid/abortSignalLike.ts';
import type { CtapHidChannel } from './hid/ctapHidChannel.ts';
import { CTAPHID_ERROR_CODE } from './hid/ctapHidConstants.ts';
import type { KeepaliveStatus } from './hid/exchange.ts';
import { CTAP_STATUS, toCtapError } from './status.ts';

/** One CTAP2 command: its bytes on the wire, its subCommand for errors, and its parameters where it has any. */
export interface CtapRequest {
  readonly command: number;
  readonly subCommand?: number | undefined;
  readonly parameters?: CborMap | undefined;
}

/** What a caller may say about one command. */
export interface CtapCallOptions {
  /** Cancels by CTAPHID_CANCEL and waits for the key's answer. */
  readonly signal?: AbortSignalLike | undefined;
  /** The key waits for a touch, or works. */
  readonly onKeepalive?: ((status: KeepaliveStatus) => void) | undefined;
}

/** Where commands go: the channel and what getInfo said of its limits. */
export interface CtapLink {
  readonly channel: Pick<CtapHidChannel, 'cbor'>;
  /** Bytes of the longest message the key takes, command byte included; 1024 until getInfo was read. */
  readonly maxMsgSize: number;
  /** Told when a key's answer was not in canonical form but could be read without risk. */
  readonly onSloppyCbor?: ((command: number) => void) | undefined;
}

/** Bytes that a message may have when the key does not say. Source: CTAP 2.3 §6.4, maxMsgSize. */
export const DEFAULT_MAX_MSG_SIZE = 1024;

/** A touch may take a person a while, and keepalives come meanwhile; the key's own limit is 30 s, a test may want two. */
const TOUCH_LIMITS = { timeoutMs: 120_000, silenceMs: 30_000 } as const;
/** The longest that was seen without a touch is well below a second; a crashed key is silent for ever. */
const QUICK_LIMITS = { timeoutMs: 15_000, silenceMs: 5_000 } as const;

const MAY_NEED_TOUCH: ReadonlySet<number> = new Set([
  CTAP_COMMAND.makeCredential,
  CTAP_COMMAND.getAssertion,
  CTAP_COMMAND.reset,
  CTAP_COMMAND.selection,
  CTAP_COMMAND.bioEnrollment,
  CTAP_COMMAND.bioEnrollmentPreview,
]);

/**
 * Sends one CTAP2 command and decodes its answer. Every command goes through here.
 * Wire: command byte and the parameters in canonical CBOR; the answer is a status byte and a CBOR map, or nothing.
 * @returns an empty map for an answer without data
 * @throws CtapError for a status other than CTAP2_OK, and for CTAPHID_ERROR 0x01, by which pico refuses a command it does
 * not know; CborError `cbor_invalid` for an answer that is not canonical CBOR, except where reading it cannot do harm;
 * AppError `response_invalid` for an empty answer; TransportError; CtapHidError. A request above maxMsgSize is a
 * CtapError with REQUEST_TOO_LARGE (0x39) and is not sent.
 * @see CTAP 2.3 §6, §8
 */
export async function callCtap(
  link: CtapLink,
  request: CtapRequest,
  options: CtapCallOptions = {},
): Promise<CborMap> {
  const { command, subCommand, parameters } = request;
  const message = concat(
    Uint8Array.of(command),
    parameters ? encodeCbor(parameters) : new Uint8Array(),
  );
  if (message.length > link.maxMsgSize) {
    // Said before it is sent, in the key's own words: some keys answer a message beyond their buffer with silence.
    throw toCtapError(command, subCommand, CTAP_STATUS.CTAP2_ERR_REQUEST_TOO_LARGE);
  }

  const answer = await send(link, request, message, options);
  const status = answer[0];
  if (status === undefined) {
    throw new AppError('response_invalid', 'The key answered with nothing');
  }
  if (status !== CTAP_STATUS.CTAP2_OK) {
    throw toCtapError(command, subCommand, status);
  }
  if (answer.length === 1) {
    return new Map();
  }
  return decodeAnswer(link, request, answer.subarray(1));
}

/** Tells whether the key does not know the command, however it said so: for callers of optional commands. */
export function isCommandUnsupported(error: unknown): boolean {
  return error instanceof CtapError && error.code === 'command_unsupported';
}

async function send(
  link: CtapLink,
  request: CtapRequest,
  message: Uint8Array,
  options: CtapCallOptions,
): Promise<Uint8Array> {
  const limits = mayNeedTouch(request) ? TOUCH_LIMITS : QUICK_LIMITS;
  try {
    return await link.channel.cbor(message, { ...limits, ...options });
  } catch (error) {
    if (error instanceof CtapHidError && error.hidStatus === CTAPHID_ERROR_CODE.INVALID_CMD) {
      throw toCtapError(request.command, request.subCommand, CTAP_STATUS.CTAP1_ERR_INVALID_COMMAND);
    }
    throw error;
  }
}

function mayNeedTouch({ command, subCommand }: CtapRequest): boolean {
  const isTokenByUv =
    command === CTAP_COMMAND.clientPin &&
    subCommand === CLIENT_PIN_SUBCOMMAND.getPinUvAuthTokenUsingUvWithPermissions;
  return isTokenByUv || MAY_NEED_TOUCH.has(command);
}

function decodeAnswer(link: CtapLink, request: CtapRequest, bytes: Uint8Array): CborMap {
  const maxBytes = bytes.length;
  try {
    return asMap(decodeCbor(bytes, { maxBytes }));
  } catch (error) {
    if (!(error instanceof CborError) || !isHarmlessToMisread(request)) {
      throw error;
    }
    const value = asMap(decodeCbor(bytes, { canonical: false, maxBytes }));
    link.onSloppyCbor?.(request.command);
    return value;
  }
}

/** Answers that only describe: nothing of them is signed, registered, or used as a key. */
function isHarmlessToMisread({ command, subCommand }: CtapRequest): boolean {
  switch (command) {
    case CTAP_COMMAND.getInfo:
    case CTAP_COMMAND.credentialManagement:
    case CTAP_COMMAND.credentialManagementPreview:
    case CTAP_COMMAND.bioEnrollment:
    case CTAP_COMMAND.bioEnrollmentPreview:
      return true;
    case CTAP_COMMAND.clientPin:
      return (
        subCommand === CLIENT_PIN_SUBCOMMAND.getPINRetries ||
        subCommand === CLIENT_PIN_SUBCOMMAND.getUVRetries
      );
    default:
      return false;
  }
}
