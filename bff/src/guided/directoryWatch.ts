import { eq } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { advance, currentAction, LONGEST_PAUSE_MS } from '#bff/enrolment/advance.ts';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { forWhom } from '#bff/enrolment/forWhom.ts';
import { openEnrolment } from '#bff/enrolment/openEnrolment.ts';
import { passkeysOf } from '#bff/enrolment/passkeysOf.ts';
import { withLeasedEnrolment } from '#bff/jobs/leasedEnrolment.ts';
import type { Leases } from '#bff/jobs/leases.ts';
import { enrolments } from '#bff/store/schema.ts';
import { type AppearedMethod, appearedSince } from '#shared/enrolment/appearedMethod.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { claimDueLooks, type DueLook, isWatching } from './dueLooks.ts';

/** Looks in the directory for keys that people register on Microsoft's page. */
export interface DirectoryWatch {
  /**
   * Looks once for each whose turn it is, and takes those that were found to their end. An aborted signal ends it after
   * those under way.
   * @returns how many were looked for.
   * @throws AppError `database_unavailable` when it cannot even ask whose turn it is.
   */
  look(signal?: AbortSignal): Promise<number>;
}

export interface DirectoryWatchParts {
  readonly parts: EnrolmentParts;
  readonly leases: Leases;
}

/** Each of them asks Graph, which the limiter lets through at its own pace. */
const AT_ONCE = 4;
/** After a look that failed, where Graph did not say how long. */
const FAILED_PAUSE_MS = 30_000;

/**
 * Builds the {@link DirectoryWatch}. When somebody's turn is stands in the database: whichever backend takes it moves it on in
 * the same transaction, so two backends do not both look, and one that dies is followed by any other. No lock is held while
 * Graph is asked; what was found is held against the journal under the lock of the enrolment.
 */
export function createDirectoryWatch({ parts, leases }: DirectoryWatchParts): DirectoryWatch {
  const { store, log } = parts;

  async function findNew({ state, guided }: DueLook): Promise<AppearedMethod[]> {
    const passkeys = await passkeysOf(parts, state.holder.id);
    return appearedSince(passkeys, state.methodsBefore, guided.startedAt).map(asAppeared);
  }

  async function goOn(id: string, found: readonly AppearedMethod[]): Promise<void> {
    await withLeasedEnrolment({ store, leases }, id, async (hold) => {
      const actor = { id: SYSTEM_ACTOR, requestId: parts.newId() };
      const open = await openEnrolment(parts, hold, id, actor);
      // Somebody may have cancelled, or seen it, since Graph was asked.
      if (found.length > 0 && isWatching(currentAction(parts, open))) {
        await open.append({ type: 'methodsAppeared', methods: found });
      }
      await advance(parts, open, LONGEST_PAUSE_MS.unattended);
    });
  }

  const lookOnce = (due: DueLook): Promise<void> =>
    forWhom(due.state, async () => {
      const { id, action } = due;
      const found = isWatching(action) ? await findNew(due) : [];
      if (found.length > 0 || action.actor === 'backend') await goOn(id, found);
    });

  async function lookLater(id: string, error: unknown): Promise<void> {
    const asked = error instanceof GraphError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    const nextLookAt = new Date(parts.now() + Math.max(asked, FAILED_PAUSE_MS));
    const code = failureCodeOf(error);
    log.warn('watch_failed', { enrolmentId: id, code });
    await store.transaction((queries) =>
      queries.update(enrolments).set({ nextLookAt }).where(eq(enrolments.id, id)),
    );
  }

  return {
    async look(signal) {
      const due = await claimDueLooks(parts);
      const waiting = [...due];
      const work = async () => {
        for (;;) {
          const one = signal?.aborted ? undefined : waiting.shift();
          if (one === undefined) return;
          await lookOnce(one).catch((error: unknown) => lookLater(one.id, error));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return due.length - waiting.length;
    },
  };
}

function asAppeared(method: AppearedMethod): AppearedMethod {
  const { id, displayName, aaguid, model, createdAt, attestationLevel, passkeyType } = method;
  return { id, displayName, aaguid, model, createdAt, attestationLevel, passkeyType };
}
