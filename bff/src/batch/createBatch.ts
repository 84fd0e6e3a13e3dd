import type { z } from 'zod';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { batches } from '#bff/store/batchTable.ts';
import type { createBatch } from '#shared/api/index.ts';
import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';

/** `POST /api/batches` with its defaults filled in. */
export type NewBatch = z.output<typeof createBatch>;

/**
 * Makes an empty batch. It keeps the profile as it is now.
 * @returns its id.
 * @throws AppError `profile_retired`, `way_not_accepted`, `audit_unavailable`.
 */
export async function insertBatch(
  parts: BatchParts,
  body: NewBatch,
  actor: Actor,
): Promise<string> {
  const { profileId, ...said } = body;
  const profile = await parts.profiles.current(profileId);
  if (profile === null) throw new AppError('profile_retired', 'no such profile, or not any more');
  // A batch goes from key to key, and only WebHID shows which one is plugged in.
  if (!acceptedWays(profile).includes('webhid')) {
    throw new AppError('way_not_accepted', 'the profile takes no key over WebHID');
  }
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
