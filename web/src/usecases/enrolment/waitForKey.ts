import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { awaitKey, isPlugOf } from '../awaitKey.ts';
import type { Need } from '../enrolmentRun.ts';
import type { KeySession } from '../keySession.ts';
import { letGo, presentKey, type Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';

/** Which key is wanted and what the person is told meanwhile. */
export interface KeyWanted {
  /** Null: any key. */
  readonly expected: KeyIdentity | null;
  /** Not this plug. */
  readonly not?: KeySession | undefined;
  readonly need: Extract<Need, 'plug' | 'replug' | 'otherKey'>;
  readonly failure?: FailureCode | null | undefined;
}

/** Waits for the key that an enrolment goes on with, and tells the person meanwhile; see {@link awaitKey}. */
export function waitForKey(run: Run, wanted: KeyWanted, signal: AbortSignal): Promise<KeySession> {
  const { expected, not } = wanted;
  let isShown = false;
  return awaitKey(
    {
      keys: run.keys,
      owner: run.id,
      counts: (session) => session !== not && !(expected === null && run.refused.has(session)),
      fits: (session) => expected === null || isPlugOf(session, expected, run.strangers, not),
      tell(obstacle) {
        const code = obstacle ?? wanted.failure ?? null;
        if (isShown && run.board.state().failure?.code === (code ?? undefined)) return;
        isShown = true;
        run.board.set({
          ...NO_NEED,
          need: wanted.need,
          failure: code === null ? null : { code, pinRetries: null },
        });
      },
      found: () => run.board.set({ ...NO_NEED, failure: null }),
    },
    signal,
  );
}

/** Waits until the key in use was pulled out and the same one is back. */
export async function waitForReplug(
  run: Run,
  expected: KeyIdentity | null,
  failure: FailureCode | null,
  signal: AbortSignal,
): Promise<KeySession> {
  const { session } = run.held ?? {};
  const wanted = {
    expected: expected ?? session?.identity ?? null,
    not: session,
    need: 'replug',
    failure,
  } as const;
  // With the old plug ruled out only a new one can fit: pulling out and plugging in is one wait.
  const back = await waitForKey(run, wanted, signal);
  if (presentKey(run) === null) letGo(run);
  run.keys.claim(back, run.id);
  return back;
}
