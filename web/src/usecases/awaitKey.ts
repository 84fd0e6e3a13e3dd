import { isSameKey, type KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { KeyRing } from './keyRing.ts';
import type { KeySession } from './keySession.ts';

/** Who waits for which key. */
export interface KeyWait {
  readonly keys: Pick<KeyRing, 'free' | 'claim' | 'subscribe'>;
  readonly owner: string;
  /** Plugs that count at all: not the one that is to be pulled out. */
  readonly counts: (session: KeySession) => boolean;
  /** It is the one that is wanted. */
  readonly fits: (session: KeySession) => boolean;
  /** Told what stands in the way: two that fit, or another key that came; null for nothing. */
  readonly tell: (obstacle: Extract<FailureCode, 'several_keys' | 'wrong_key'> | null) => void;
  /** Called in the moment in which the key is claimed. */
  readonly found: () => void;
}

/**
 * Waits until exactly one fitting key is plugged in. It is claimed in the very moment it is known, before anybody else
 * asks it anything. Two that fit are told apart by the person: `several_keys` until one is pulled out.
 * @throws the signal's reason
 */
export function awaitKey(wait: KeyWait, signal: AbortSignal): Promise<KeySession> {
  const { keys, owner } = wait;
  return new Promise((resolve, reject) => {
    const seen = new Set(keys.free(owner));

    function stop(): void {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    }
    function onAbort(): void {
      stop();
      reject(signal.reason);
    }
    function look(): void {
      const free = keys.free(owner).filter(wait.counts);
      const fitting = free.filter(wait.fits);
      const [first] = fitting;
      if (first !== undefined && fitting.length === 1) {
        stop();
        keys.claim(first, owner);
        wait.found();
        resolve(first);
        return;
      }
      const isWrong = fitting.length === 0 && free.some((session) => !seen.has(session));
      wait.tell(fitting.length > 1 ? 'several_keys' : isWrong ? 'wrong_key' : null);
    }

    const unsubscribe = keys.subscribe(look);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else look();
  });
}

/**
 * Tells whether a plug can be of a key. Without serials two keys of one model look the same; the one that was there
 * together with the key is the other one.
 * @param strangers plugs that were there when the key was pulled out
 * @param before the key's plug before; while it is there no other can be
 */
export function isPlugOf(
  session: KeySession,
  expected: KeyIdentity,
  strangers: ReadonlySet<KeySession>,
  before: KeySession | undefined,
): boolean {
  const isStranger = strangers.has(session) || before?.ended === false;
  return !(expected.serial === null && isStranger) && isSameKey(session.identity, expected);
}
