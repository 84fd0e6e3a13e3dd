import { and, eq } from 'drizzle-orm';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { inventory } from '#bff/store/schema.ts';
import type { RenameKey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { OwnKeyParts } from './ownKeyParts.ts';
import { outcomeOf } from './removalAudit.ts';

/**
 * Gives one of somebody's own keys another name, where Graph lets it.
 * @throws AppError of the guard; `keys_changed`, `rename_unsupported`; GraphError.
 */
export async function renameOwnKey(
  parts: OwnKeyParts,
  { methodId, displayName }: RenameKey,
  actor: Actor,
): Promise<void> {
  const holderId = actor.id.toLowerCase();
  const { passkeys } = await parts.guard.checkNow('renameOwn', holderId, actor);
  if (!passkeys.some(({ id }) => id === methodId)) {
    throw new AppError('keys_changed', 'no such key of theirs');
  }
  const intent: AuditEntry = {
    phase: 'intent',
    action: 'renameKey',
    result: null,
    actorId: actor.id,
    holderId,
    enrolmentId: null,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    detail: { methodId },
  };
  await parts.store.transaction((queries) => parts.audit.append(queries, intent));
  const failure = await rename(parts, holderId, methodId, displayName);
  await parts.store.transaction(async (queries) => {
    if (failure === null) {
      await queries
        .update(inventory)
        .set({ displayName })
        .where(and(eq(inventory.holderId, holderId), eq(inventory.methodId, methodId)));
    }
    await parts.audit.append(queries, outcomeOf(intent, failure?.code ?? 'ok'));
  });
  if (failure !== null) throw failure;
}

/** Why it did not work; null: it did. What nobody knows the end of is looked after. */
async function rename(
  { directory }: OwnKeyParts,
  holderId: string,
  methodId: string,
  displayName: string,
): Promise<AppError | null> {
  try {
    await directory.renamePasskey(holderId, methodId, displayName);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'graph_method_not_allowed') {
      return new AppError('rename_unsupported', 'Graph lets no name be changed', { cause: error });
    }
    if (error.code !== 'graph_outcome_unknown') return error;
    const now = await directory.listPasskeys(holderId).catch(() => []);
    return now.some((one) => one.id === methodId && one.displayName === displayName) ? null : error;
  }
}
