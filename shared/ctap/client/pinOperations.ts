import { changePin, setPin } from '../commands/clientPin.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import { hasPin } from '../features.ts';
import type { PeerKeyAgreement, PinUvPlatform } from '../pinuv/pinUvPlatform.ts';
import type { KeySession } from './keySession.ts';
import { explainPinFailure } from './pinFailure.ts';
import { isRejection } from './tokenSource.ts';

/**
 * Puts the first PIN on the key. PIN_AUTH_INVALID is looked into: the key has a PIN already (then it is thrown), or the
 * key agreement failed, and a new one is made, once.
 */
export async function setFirstPin(
  session: KeySession,
  platform: PinUvPlatform,
  options?: CtapCallOptions,
): Promise<void> {
  const attempt = async () => {
    const peer = await session.peer(options);
    await setPin(session.link(), peer.protocol, await platform.setPin(peer), options);
  };
  try {
    await attempt();
  } catch (error) {
    session.forgetKeyAgreement();
    session.markChanged();
    if (!isRejection(error) || hasPin(await session.currentInfo(options))) {
      throw error;
    }
    await attempt();
  }
  session.markChanged();
}

/**
 * Replaces the PIN. PIN_AUTH_INVALID comes before the key looks at the old PIN and costs no attempt, so one new key
 * agreement is tried; a wrong PIN is never tried again.
 */
export async function replacePin(
  session: KeySession,
  platform: PinUvPlatform,
  options?: CtapCallOptions,
): Promise<void> {
  if (session.pinBlocked !== undefined) {
    throw session.pinBlocked;
  }
  const attempt = async (peer: PeerKeyAgreement) => {
    await changePin(session.link(), peer.protocol, await platform.changePin(peer), options);
  };
  let peer = await session.peer(options);
  try {
    try {
      await attempt(peer);
    } catch (error) {
      if (!isRejection(error)) {
        throw error;
      }
      session.forgetKeyAgreement();
      peer = await session.peer(options);
      await attempt(peer);
    }
  } catch (error) {
    throw await explainPinFailure(session, peer.protocol, error, options);
  } finally {
    session.markChanged();
  }
}
