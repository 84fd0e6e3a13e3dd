import { useState } from 'react';
import { CtapError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';

/** Something to tell above the key: it stays when what it was about is gone. */
export interface Said {
  readonly tone: 'good' | 'warning';
  readonly title: string;
  readonly text?: string;
}

/** Null: what was said is true no longer, or nobody needs it any more. */
export type Say = (said: Said | null) => void;

/** Why the key did not do something. */
export interface WorkFailure {
  readonly code: FailureCode;
  /** Wrong PINs it still takes, where that is the matter. */
  readonly pinRetries: number | null;
}

/** Something the key is asked to do. */
export interface KeyWork {
  readonly isBusy: boolean;
  readonly failure: WorkFailure | null;
  /** @returns null where it was done */
  run(work: () => Promise<unknown>): Promise<WorkFailure | null>;
}

const IDLE = { isBusy: false, failure: null };

/**
 * Runs what the key is asked to do and keeps how it went. Not a mutation of the query client, which would remember what it
 * was called with: PINs are among it.
 */
export function useKeyWork(say: Say): KeyWork {
  const [state, setState] = useState<Pick<KeyWork, 'isBusy' | 'failure'>>(IDLE);
  return {
    ...state,
    async run(work) {
      say(null);
      setState({ isBusy: true, failure: null });
      try {
        await work();
        setState(IDLE);
        return null;
      } catch (error) {
        const failure = failureOf(error);
        setState({ isBusy: false, failure });
        // Whatever asked for it goes with the key.
        if (failure.code === 'device_removed') {
          const { title, next } = pluggedKeyMessages.failures.device_removed;
          say({ tone: 'warning', title, text: next });
        }
        return failure;
      }
    },
  };
}

function failureOf(error: unknown): WorkFailure {
  return {
    code: failureCodeOf(error),
    pinRetries: error instanceof CtapError ? (error.pinRetries ?? null) : null,
  };
}
