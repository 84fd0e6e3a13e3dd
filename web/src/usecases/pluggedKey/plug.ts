import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { createFingerprintClient, type FingerprintClient } from '#shared/ctap/fingerprintClient.ts';
import type { LocalPinUvPlatform } from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { KeySession } from '../keySession.ts';
import type { KeyContent, KeyFacts } from './pluggedKeyState.ts';

/** One plug of the key that is managed, with what is known of it. */
export interface Plug {
  readonly session: KeySession;
  readonly client: FingerprintClient;
  facts: KeyFacts | null;
  failure: FailureCode | null;
  content: KeyContent | null;
  /** Holds the typed PIN for what follows, until {@link Plug.content} is put away. */
  platform: LocalPinUvPlatform | null;
  /** Three wrong PINs in a row; not every key says so when it is asked. */
  isPinStopped: boolean;
}

/** Makes the plug of a key, with nothing known. */
export function createPlug(session: KeySession, crypto: Pick<Crypto, 'sha256'>): Plug {
  return {
    session,
    client: createFingerprintClient({ channel: session.channel, crypto }),
    facts: null,
    failure: null,
    content: null,
    platform: null,
    isPinStopped: false,
  };
}

/** Forgets the PIN and what was read with it. */
export function lockPlug(plug: Plug): void {
  plug.platform?.dispose();
  plug.platform = null;
  plug.content = null;
}
