import type { ActionKind } from '#shared/api/index.ts';
import type { PeerKeyAgreement } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { AppError } from '#shared/failure/appError.ts';
import { noteEnd } from './enrolment/noteChanges.ts';
import { recover } from './enrolment/recover.ts';
import {
  countRequests,
  type EnrolmentBackend,
  enrolmentOf,
  holdKey,
  type Run,
} from './enrolment/run.ts';
import { createRunBoard, NO_NEED, type Question } from './enrolment/runBoard.ts';
import { takeStep } from './enrolment/takeStep.ts';
import { cancelEnrolment } from './enrolment/talkToBackend.ts';
import type { EnrolmentRun } from './enrolmentRun.ts';
import type { KeyRing } from './keyRing.ts';
import type { KeySession } from './keySession.ts';
import type { PageCrypto } from './pageCrypto.ts';
import type { BrowserWays, Enrolment, PlatformPort } from './ports.ts';

/**
 * The key to begin with. `peer`: the backend was told of this plug when the enrolment was opened, with this key agreement;
 * left out: it was not.
 */
export interface FirstKey {
  readonly session: KeySession;
  readonly peer?: PeerKeyAgreement | null;
}

/** What a run is made of. */
export interface EnrolKeyParts {
  readonly backend: EnrolmentBackend;
  readonly keys: KeyRing;
  readonly platform: PlatformPort;
  readonly crypto: PageCrypto;
  readonly loadWays: () => Promise<BrowserWays>;
  /** New, or open from before. */
  readonly enrolment: Enrolment;
  readonly key?: FirstKey | undefined;
  /** Gets every new state. */
  readonly report: (run: EnrolmentRun) => void;
  /** Ends the run, not the enrolment: nothing is taken back, and it can be resumed. */
  readonly signal: AbortSignal;
}

/** A run and the person's answers to it. */
export interface EnrolmentHandle {
  state(): EnrolmentRun;
  answer(question: Question, answer?: string): void;
  /**
   * Stops what is under way and has everything taken back that was done. A second time: without the key, where that
   * does not come back.
   */
  cancel(): void;
  /** Resolves when the enrolment has ended or was left; never rejects. */
  readonly ended: Promise<EnrolmentRun>;
}

const PHASE_AT_END: Partial<Record<ActionKind, EnrolmentRun['phase']>> = {
  done: 'done',
  rolledBack: 'rolledBack',
};

/**
 * Works on an enrolment until its end: does what the backend says comes next, tells it how that went, and asks people
 * only for what people alone can do. Unplugged keys, lost answers, a backend that is away and a page that was reloaded
 * are all the same to it: look again and go on.
 * @see design §1.1
 */
export function enrolKey(parts: EnrolKeyParts): EnrolmentHandle {
  const { enrolment, key, signal } = parts;
  const board = createRunBoard(
    {
      enrolment,
      phase: 'running',
      need: null,
      pin: null,
      resetReason: null,
      failure: null,
      keyId: null,
      requests: { key: 0, backend: 0 },
    },
    parts.report,
  );
  const { backend, keys, platform, crypto, loadWays } = parts;
  const run: Run = {
    id: enrolment.id,
    backend,
    keys,
    platform,
    crypto,
    loadWays,
    board,
    signal,
    held: null,
    typedPin: null,
    pinFailure: null,
    isResetUncertain: false,
    probe: null,
    rereadCount: 0,
    outagesInARow: 0,
    strangers: new Set(),
    refused: new Set(),
    sessions: new Set(),
  };
  if (key !== undefined) holdKey(run, key.session, key.peer);
  const cancelling = { isWanted: false, isSent: false, keyIsLost: false };
  let step = new AbortController();

  async function advance(either: AbortSignal): Promise<Enrolment> {
    if (cancelling.isWanted && !cancelling.isSent) {
      const next = await cancelEnrolment(run, cancelling.keyIsLost);
      cancelling.isSent = true;
      return next;
    }
    return takeStep(run, either);
  }

  async function work(): Promise<EnrolmentRun['phase']> {
    let problem: { readonly error: unknown; readonly kind: ActionKind } | null = null;
    for (;;) {
      const { kind } = enrolmentOf(run).action;
      const phase = PHASE_AT_END[kind];
      if (phase !== undefined) return phase;
      if (signal.aborted) return 'left';
      step = new AbortController();
      const either = AbortSignal.any([signal, step.signal]);
      try {
        const next: Enrolment =
          problem === null
            ? await advance(either)
            : await recover(run, problem.kind, problem.error, either);
        problem = null;
        board.set({ enrolment: next, requests: countRequests(run) });
      } catch (error) {
        // What fails while a failure is dealt with (the key is pulled out, the backend refuses) is the next one to deal with.
        problem = step.signal.aborted ? null : { error, kind };
      }
    }
  }

  const ended = work().then((phase) => {
    run.typedPin = null;
    keys.release(run.id);
    board.set({ ...NO_NEED, phase, failure: null });
    // The run is over, but its key still sits in its port, and people are told to pull it out.
    run.held?.session.onEnded(() => board.set({ keyId: null }));
    void noteEnd(run);
    return board.state();
  });

  return {
    state: () => board.state(),
    answer: (question, answer = '') => board.answer(question, answer),
    cancel() {
      // Only what was heard once can be insisted on.
      cancelling.keyIsLost ||= cancelling.isSent;
      cancelling.isWanted = true;
      cancelling.isSent = false;
      // Until this was heard nobody is asked for anything: who would insist at once would not be heard at all.
      board.set({ ...NO_NEED, phase: 'cancelling' });
      step.abort(new AppError('cancelled', 'The person cancelled'));
    },
    ended,
  };
}
