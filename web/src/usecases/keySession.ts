import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { type CtapClient, createCtapClient } from '#shared/ctap/client.ts';
import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import { type CtapHidChannel, createCtapHidChannel } from '#shared/ctap/hid/ctapHidChannel.ts';
import { readYubikeyIdentity, YUBICO_VENDOR_ID } from '#shared/ctap/vendor/yubikeySerial.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import { AppError } from '#shared/failure/appError.ts';
import { identifyKey } from './identifyKey.ts';
import type { CallOptions, PlatformPort, PluggedDevice } from './ports.ts';

/** One key from plugging in to pulling out, opened and known by what it says of itself. */
export interface KeySession {
  /** Drawn for this plug; the backend knows the key's observation and key agreement by it. */
  readonly id: string;
  readonly device: PluggedDevice;
  /** Where the client speaks, for a client that can do more. */
  readonly channel: CtapHidChannel;
  readonly client: CtapClient;
  readonly identity: KeyIdentity;
  /** As it was when plugged in; `client.getInfo` has the present state. */
  readonly info: GetInfo;
  readonly ended: boolean;
  readonly canWink: boolean;
  /** Has it blink; does nothing where it cannot. */
  wink(): Promise<void>;
  /** Calls back once, at once where it has ended already; the result stops it. */
  onEnded(listener: () => void): () => void;
  close(): Promise<void>;
}

/** What a key session is made with. */
export interface KeySessionParts {
  readonly platform: PlatformPort;
  readonly crypto: Pick<Crypto, 'sha256'>;
}

/**
 * Opens a key and reads what it is: CTAPHID_INIT, getInfo, and the serial of a YubiKey. Nothing else is sent, because
 * some keys take a reset only while nothing but getInfo was asked (opensk).
 * Closes the device again when anything fails.
 * @throws AppError `hid_blocked`, `device_removed`, `key_without_fido2`, and what a broken key causes
 * @see CTAP 2.3 §6.4, §6.6
 */
export async function openKeySession(
  device: PluggedDevice,
  { platform, crypto }: KeySessionParts,
  { signal }: CallOptions = {},
): Promise<KeySession> {
  const port = await device.open();
  const { timers, randomBytes } = platform;
  const channel = createCtapHidChannel({ port, timers, randomBytes });
  const client = createCtapClient({ channel, crypto });
  const endListeners = new Set<() => void>();
  let ended = false;
  port.onClosed(() => {
    ended = true;
    for (const listener of [...endListeners]) listener();
    endListeners.clear();
  });
  try {
    await channel.init({ signal });
    if (channel.capabilities?.cbor === false) {
      throw new AppError('key_without_fido2', 'The key speaks U2F only');
    }
    const info = await client.getInfo({ signal });
    const yubikey =
      device.vendorId === YUBICO_VENDOR_ID
        ? await readYubikeyIdentity(channel, { signal })
        : undefined;
    return {
      id: platform.randomUuid(),
      device,
      channel,
      client,
      info,
      identity: identifyKey(info, device, yubikey?.serial, crypto),
      get ended() {
        return ended;
      },
      onEnded(listener) {
        if (ended) listener();
        else endListeners.add(listener);
        return () => endListeners.delete(listener);
      },
      canWink: channel.capabilities?.wink ?? false,
      async wink() {
        if (channel.capabilities?.wink) await channel.wink();
      },
      close: () => port.close(),
    };
  } catch (error) {
    await port.close();
    throw error;
  }
}
