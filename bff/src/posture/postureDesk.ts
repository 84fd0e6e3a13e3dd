import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { Leases } from '#bff/jobs/leases.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Outbox } from '#bff/mail/outbox.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Store } from '#bff/store/store.ts';
import type { PostureReport } from '#shared/api/posture.ts';
import { stateOf } from './finding.ts';
import { type Findings, type Looker, type LookParts, lookAtPosture } from './lookAtPosture.ts';
import { POSTURE_LEASE, readLastLook, readReport, saveFindings } from './postureRows.ts';

/** Whether the tenant is set up as it should be. */
export interface PostureDesk {
  /** What the last look found, whichever backend took it. */
  report(): Promise<PostureReport>;
  /** Looks now, unless somebody is looking already. @throws AppError `audit_unavailable`, `database_unavailable`. */
  look(actor: Actor): Promise<PostureReport>;
  /** Looks if nobody has since this backend started, after a day, and after an hour where something stood in the way. */
  lookWhenDue(signal?: AbortSignal): Promise<void>;
}

export interface PostureParts extends LookParts {
  readonly store: Store;
  readonly leases: Leases;
  readonly outbox: Outbox;
  readonly log: Logger;
}

/** Longer than a look takes, also while Graph is slow. One that takes longer still keeps nothing. */
const LEASE_MS = 300_000;
const DAY_MS = 86_400_000;
const AGAIN_MS = 3_600_000;
const BY_ITSELF = { class: 'sync', deadlineMs: 30_000 } as const;
/** Somebody waits at the page, for all of it together. */
const FOR_A_PERSON = { class: 'interactive', deadlineMs: 5_000 } as const;

/** Builds the {@link PostureDesk}. Of several backends one at a time looks. */
export function createPostureDesk(parts: PostureParts): PostureDesk {
  const { store, audit, leases, now } = parts;
  const startedAt = now();

  /** Does nothing where somebody else is at it, or it is not wanted any more once nobody is. */
  const lookAlone = (
    looker: Looker,
    isWanted: (queries: Queries) => Promise<boolean>,
  ): Promise<void> =>
    store.read(async (queries) => {
      const lease = await leases.take(queries, POSTURE_LEASE, LEASE_MS);
      if (lease === null) return;
      try {
        if (!(await isWanted(queries))) return;
        const findings = await lookAtPosture(parts, looker);
        // A backend that ends gives up in the middle: that says nothing of the tenant.
        if (looker.call.signal?.aborted === true) return;
        const hold = leases.fence(
          { queries, transaction: (work) => store.transaction(work) },
          lease,
        );
        await hold.transaction((own) => keep(parts, own, findings));
        note(parts, findings);
      } finally {
        // Where this fails the lease ends by its time.
        await leases.release(queries, lease).catch(() => undefined);
      }
    });

  async function isDue(queries: Queries): Promise<boolean> {
    const last = await readLastLook(queries);
    const everyMs = last?.isFailed === true ? AGAIN_MS : DAY_MS;
    return last === null || last.at < startedAt || now() - last.at >= everyMs;
  }

  const report = () => store.read((queries) => readReport(queries, now()));
  return {
    report,

    async look(actor) {
      await store.transaction((queries) =>
        audit.append(queries, {
          phase: 'outcome',
          action: 'lookAtPosture',
          result: 'ok',
          actorId: actor.id,
          holderId: null,
          enrolmentId: null,
          requestId: actor.requestId,
          authentication: actor.authentication ?? null,
          detail: {},
        }),
      );
      const call = { ...FOR_A_PERSON, operator: actor.id };
      await lookAlone({ actor, call }, async () => true);
      return report();
    },

    async lookWhenDue(signal) {
      if (!(await store.read(isDue))) return;
      const actor = { id: SYSTEM_ACTOR, requestId: parts.newId() };
      const call = { ...BY_ITSELF, ...(signal !== undefined && { signal }) };
      await lookAlone({ actor, call }, isDue);
    },
  };
}

async function keep(
  { outbox, now }: PostureParts,
  queries: Queries,
  findings: Findings,
): Promise<void> {
  const at = new Date(now());
  for (const { check, state } of await saveFindings(queries, findings, at)) {
    const notice = { kind: 'posture', check, state, at: at.toISOString() } as const;
    await outbox.add(queries, { recipientId: null, notice });
  }
}

/** A line for each check that is not as it should be. */
function note({ log }: PostureParts, findings: Findings): void {
  for (const [check, all] of findings) {
    const state = stateOf(all);
    const reason = all.map(({ code }) => code).join(' ');
    if (state !== 'ok') log.warn('posture', { action: check, reason });
  }
}
