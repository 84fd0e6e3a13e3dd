import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import { describeKey } from '#shared/ctap/describeKey.ts';
import { hasPin } from '#shared/ctap/features.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { awaitKey, isPlugOf, type KeyWait } from '../awaitKey.ts';
import type { KeySession } from '../keySession.ts';
import type { ResetProgress } from './pluggedKeyState.ts';

/** Refusals after which the key has to be plugged in anew, and the person told why. */
const TRY_AGAIN_AFTER_REPLUG: ReadonlySet<FailureCode> = new Set([
  'reset_window_missed',
  'touch_timeout',
  'touch_denied',
]);

/** What a reset needs beside the key. */
export interface ResetParts extends Pick<KeyWait, 'keys' | 'owner'> {
  readonly tell: (progress: ResetProgress) => void;
}

/**
 * Erases the key that a person confirmed, after it was pulled out and plugged in, within the window that opens then (CTAP
 * 2.3 §6.6). No other key gets the command: the serial decides. Where there is none, the plug must be a new one that was not
 * there beside the confirmed key, of the same model, and in the state in which that key was pulled out.
 * @param info what the key said last before the person confirmed
 * @returns the plug of the erased key
 * @throws CtapError, TransportError; the signal's reason
 */
export async function resetPluggedKey(
  { keys, owner, tell }: ResetParts,
  confirmed: KeySession,
  info: GetInfo,
  signal: AbortSignal,
): Promise<KeySession> {
  const expected = confirmed.identity;
  const strangers = new Set<KeySession>();
  const noteStrangers = (session: KeySession) => {
    for (const other of keys.free(owner)) if (other !== session) strangers.add(other);
  };
  let isUncertain = false;
  const isAsItWas = (session: KeySession) => stateOf(session.info) === stateOf(info);
  /** Pulled out in the middle it may have been erased all the same: a PIN goes in no other way. */
  const mayBeErased = (session: KeySession) => isUncertain && !hasPin(session.info);

  function isConfirmed(session: KeySession, before: KeySession): boolean {
    if (!isPlugOf(session, expected, strangers, before)) return false;
    return expected.serial !== null || isAsItWas(session) || mayBeErased(session);
  }

  function replugged(session: KeySession, failure: FailureCode | null): Promise<KeySession> {
    session.onEnded(() => noteStrangers(session));
    return awaitKey(
      {
        ...{ keys, owner },
        counts: (other) => other !== session,
        fits: (other) => isConfirmed(other, session),
        tell: (obstacle) => tell({ step: 'replug', failure: obstacle ?? failure }),
        found: () => tell({ step: 'touch' }),
      },
      signal,
    );
  }

  let held = await replugged(confirmed, null);
  for (;;) {
    if (mayBeErased(held) && !isAsItWas(held)) return held;
    try {
      isUncertain = true;
      await held.client.reset({ signal });
      return held;
    } catch (error) {
      const code = failureCodeOf(error);
      const isGone = code === 'device_removed';
      if (!isGone && !TRY_AGAIN_AFTER_REPLUG.has(code)) throw error;
      isUncertain = isGone;
      // A write can fail before the browser says that the key is gone; from here on only a new plug counts.
      if (isGone) await held.close();
      held = await replugged(held, code);
    }
  }
}

/** What getInfo shows of a key's state, and a person or a program can change. */
function stateOf(info: GetInfo): string {
  const {
    hasPin: isPinSet,
    forcePinChange,
    minPinLength,
    alwaysUv,
    hasBuiltInUv,
  } = describeKey(info);
  const room = info.remainingDiscoverableCredentials ?? null;
  return JSON.stringify([isPinSet, forcePinChange, minPinLength, alwaysUv, hasBuiltInUv, room]);
}
