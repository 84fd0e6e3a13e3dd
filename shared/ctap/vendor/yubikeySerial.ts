import { AppError, CtapHidError } from '#shared/failure/appError.ts';
import type { ChannelCallOptions, CtapHidChannel } from '../hid/ctapHidChannel.ts';

/** USB vendor id of Yubico. */
export const YUBICO_VENDOR_ID = 0x1050;

/** What the management application says of a YubiKey. */
export interface YubikeyIdentity {
  /** The number printed on the key; Security Keys have none. */
  readonly serial: number | undefined;
  /** Firmware, as `5.7.1`. */
  readonly version: string | undefined;
}

/** CTAPHID vendor command READ CONFIG; 0xC2 with the initialization bit. Its payload is the page number. */
const READ_CONFIG = 0x42;
const TAG = { serial: 0x02, version: 0x05, moreData: 0x10 } as const;
/** Two are known; bounds the loop. */
const MOST_PAGES = 4;
const LIMITS = { timeoutMs: 5_000, silenceMs: 2_000 } as const;

/**
 * Reads serial and firmware of a YubiKey over the FIDO interface. Ask only keys with {@link YUBICO_VENDOR_ID}: other
 * makes may do something else on this vendor command.
 * Wire: CTAPHID 0x42; the answer is a length byte, then tag, length, value. A page that ends in `moreData` has a next.
 * @returns undefined where the key does not know the command (firmware before 5, other applications) or answers nonsense
 * @throws TransportError; nothing else, since a serial is a convenience
 */
export async function readYubikeyIdentity(
  channel: Pick<CtapHidChannel, 'call'>,
  options: Pick<ChannelCallOptions, 'signal'> = {},
): Promise<YubikeyIdentity | undefined> {
  const members = new Map<number, Uint8Array>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await readPage(channel, page, options);
    const found = answer && parseTlvs(answer);
    if (found === undefined) {
      break;
    }
    for (const [tag, value] of found) {
      members.set(tag, value);
    }
    if (found.get(TAG.moreData)?.[0] !== 1) {
      break;
    }
  }
  return members.size === 0 ? undefined : parseYubikeyIdentity(members);
}

/** Reads the answer's tags: one byte of length for the whole, then tag, length, value. Undefined where it does not add up. */
export function parseTlvs(answer: Uint8Array): Map<number, Uint8Array> | undefined {
  const whole = answer[0];
  if (whole === undefined || whole !== answer.length - 1) {
    return undefined;
  }
  const members = new Map<number, Uint8Array>();
  let offset = 1;
  while (offset < answer.length) {
    const tag = answer[offset];
    const length = answer[offset + 1];
    const end = offset + 2 + (length ?? 0);
    if (tag === undefined || length === undefined || end > answer.length) {
      return undefined;
    }
    members.set(tag, answer.slice(offset + 2, end));
    offset = end;
  }
  return members;
}

/** Takes serial (4 bytes, big-endian) and version (3 bytes) out of the tags. */
function parseYubikeyIdentity(members: ReadonlyMap<number, Uint8Array>): YubikeyIdentity {
  const serial = members.get(TAG.serial);
  const version = members.get(TAG.version);
  return {
    serial: serial?.length === 4 ? readNumber(serial) || undefined : undefined,
    version: version?.length === 3 ? version.join('.') : undefined,
  };
}

async function readPage(
  channel: Pick<CtapHidChannel, 'call'>,
  page: number,
  options: Pick<ChannelCallOptions, 'signal'>,
): Promise<Uint8Array | undefined> {
  try {
    return await channel.call(READ_CONFIG, Uint8Array.of(page), { ...LIMITS, ...options });
  } catch (error) {
    const isAbsence =
      error instanceof CtapHidError ||
      (error instanceof AppError && error.code === 'device_timeout');
    if (isAbsence) {
      return undefined;
    }
    throw error;
  }
}

function readNumber(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
