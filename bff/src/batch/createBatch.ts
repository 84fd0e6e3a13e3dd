import type { z } from 'zod';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { profileFor } from '#bff/enrolment/startEnrolment.ts';
import { batches } from '#bff/store/batchTable.ts';
import type { createBatch } from '#shared/api/index.ts';
import { wholeOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';

/** `POST /api/batches` with its defaults filled in. */
export type NewBatch = z.output<typeof createBatch>;

/**
 * Makes an empty batch. It keeps the profile as it is now.
 * @returns its id.
 * @throws AppError `profile_retired`, `request_invalid` where the profile wants no key at a station, `audit_unavailable`.
 */
export async function insertBatch(
  parts: BatchParts,
  body: NewBatch,
  actor: Actor,
): Promise<string> {
  const { profileId, ...said } = body;
  const profile = await profileFor(parts, profileId, 'webhid');
  const id = parts.newId();
  await parts.store.transaction(async (queries) => {
    await queries.insert(batches).values({
      ...said,
      id,
      profile,
      state: 'ready',
      createdById: actor.id,
      createdByName: actor.displayName ?? null,
      createdAt: new Date(parts.now()),
    });
    const detail = { profileId };
    const records = wholeOf({ action: 'createBatch', batchId: id, actor, detail });
    await parts.audit.append(queries, ...records);
  });
  return id;
}
