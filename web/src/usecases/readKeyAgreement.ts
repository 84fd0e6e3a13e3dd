import type { CtapClient } from '#shared/ctap/client.ts';
import { PIN_UV_AUTH_PERMISSION } from '#shared/ctap/pinuv/pinUvAuthToken.ts';
import type { PeerKeyAgreement, PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { CallOptions } from './ports.ts';

/** Stops a token request after the key agreement and before anything with a PIN is sent. */
class Stopped extends AppError {
  readonly peer: PeerKeyAgreement;

  constructor(peer: PeerKeyAgreement) {
    super('cancelled', 'Only the key agreement was wanted');
    this.peer = peer;
  }
}

/**
 * Reads the key's side of the key agreement, the same that the client's next operations use.
 * Wire: authenticatorClientPIN getKeyAgreement (0x06/0x02), unless the client knows it.
 * @throws AppError `key_without_pin_support`; CtapError; TransportError
 * @see CTAP 2.3 §6.5.5.4
 */
export async function readKeyAgreement(
  client: CtapClient,
  options: CallOptions = {},
): Promise<PeerKeyAgreement> {
  const stop = (peer: PeerKeyAgreement) => Promise.reject(new Stopped(peer));
  const platform: PinUvPlatform = {
    setPin: stop,
    changePin: stop,
    pinHash: stop,
    keyAgreement: stop,
    authenticate: stop,
  };
  try {
    const permissions = PIN_UV_AUTH_PERMISSION.getAssertion;
    await client.acquireToken({ platform, by: 'uv', permissions }, options);
  } catch (error) {
    if (error instanceof Stopped) return error.peer;
    throw error;
  }
  throw new TypeError('A token came without the platform’s part');
}
