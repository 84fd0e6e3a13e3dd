import { AppError, type CtapError } from '#shared/failure/appError.ts';
import { getKeyAgreement } from '../commands/clientPin.ts';
import { type GetInfo, getInfo } from '../commands/getInfo.ts';
import {
  type CtapCallOptions,
  type CtapLink,
  DEFAULT_MAX_MSG_SIZE,
  isCommandUnsupported,
} from '../ctapCall.ts';
import { pinProtocol } from '../features.ts';
import type { PeerKeyAgreement } from '../pinuv/pinUvPlatform.ts';

/** What one client remembers of its key, from plugging in to pulling out. */
export interface KeySession {
  /** Where commands go; knows maxMsgSize as soon as getInfo was read. */
  link(): CtapLink;
  /** Capabilities, which do not change: the first answer serves for good. */
  info(options?: CtapCallOptions): Promise<GetInfo>;
  /** The present state: read again after anything that may have changed it. */
  currentInfo(options?: CtapCallOptions, fresh?: boolean): Promise<GetInfo>;
  /** The key's side of the key agreement; one serves until {@link KeySession.forgetKeyAgreement}. */
  peer(options?: CtapCallOptions): Promise<PeerKeyAgreement>;
  /** The key makes a new one after a wrong PIN. */
  forgetKeyAgreement(): void;
  /** Something on the key was changed: the next `currentInfo` reads again. */
  markChanged(): void;
  /** Set once the key refuses PINs until it is plugged in anew; no PIN is sent from then on. */
  pinBlocked: CtapError | undefined;
}

/** Makes the memory of one client. */
export function createKeySession(
  channel: CtapLink['channel'],
  onSloppyCbor: CtapLink['onSloppyCbor'],
): KeySession {
  let known: GetInfo | undefined;
  let stale = false;
  let peer: PeerKeyAgreement | undefined;

  function link(): CtapLink {
    return { channel, onSloppyCbor, maxMsgSize: known?.maxMsgSize ?? DEFAULT_MAX_MSG_SIZE };
  }

  async function readInfo(options: CtapCallOptions | undefined): Promise<GetInfo> {
    try {
      known = await getInfo(link(), options);
    } catch (cause) {
      if (isCommandUnsupported(cause)) {
        throw new AppError('key_without_fido2', 'The key does not know getInfo', { cause });
      }
      throw cause;
    }
    stale = false;
    return known;
  }

  const session: KeySession = {
    link,
    info: async (options) => known ?? readInfo(options),
    async currentInfo(options, fresh = false) {
      return known === undefined || stale || fresh ? readInfo(options) : known;
    },
    async peer(options) {
      if (peer === undefined) {
        const protocol = pinProtocol(await session.info(options));
        if (protocol === undefined) {
          throw new AppError('key_without_pin_support', 'The key has no PIN/UV protocol we know');
        }
        peer = { protocol, publicKey: await getKeyAgreement(link(), protocol, options) };
      }
      return peer;
    },
    forgetKeyAgreement() {
      peer = undefined;
    },
    markChanged() {
      stale = true;
    },
    pinBlocked: undefined,
  };
  return session;
}
