import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';
import type { OwnPasskey, Passkey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type OwnKeyParts, staleMs } from './ownKeyParts.ts';

type Usable = OwnPasskey['usable'];

/**
 * Whether somebody could sign in with a passkey, as far as the tenant's policy says: it restricts models at the sign-in as well,
 * and wants an attestation at the registration only. Of a synced passkey, or one without a model, nobody here knows.
 */
export async function usableOf(
  { directory }: Pick<OwnKeyParts, 'directory'>,
  holderId: string,
  { aaguid, passkeyType }: Passkey,
): Promise<Usable> {
  if (aaguid === null || passkeyType === 'synced') return 'unknown';
  try {
    const problem = await directory.isModelAllowed(holderId, aaguid, true);
    return problem === null ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof AppError) return 'unknown';
    throw error;
  }
}

/** Methods that were taken away, or are being: an answer of the directory may still have them. */
export async function removalsOf(
  parts: Pick<OwnKeyParts, 'now' | 'settleMs'>,
  queries: Queries,
  holderId: string,
): Promise<{ readonly gone: ReadonlySet<string>; readonly asked: ReadonlySet<string> }> {
  const rows = await queries
    .select({ methodId: keyRemovals.methodId, state: keyRemovals.state })
    .from(keyRemovals)
    .where(
      and(
        eq(keyRemovals.holderId, holderId),
        or(
          eq(keyRemovals.state, 'asked'),
          and(
            eq(keyRemovals.state, 'done'),
            gt(keyRemovals.endedAt, new Date(parts.now() - staleMs(parts))),
          ),
        ),
      ),
    );
  const idsIn = (state: string) =>
    new Set(rows.filter((row) => row.state === state).map(({ methodId }) => methodId));
  return { gone: idsIn('done'), asked: idsIn('asked') };
}

/** Somebody's own passkeys, with what our books and the tenant's policy add. @throws GraphError */
export async function readOwnKeys(
  parts: Pick<OwnKeyParts, 'store' | 'directory' | 'now' | 'settleMs'>,
  holderId: string,
  signal: AbortSignal,
): Promise<OwnPasskey[]> {
  const [passkeys, { gone, asked }] = await Promise.all([
    parts.directory.listPasskeys(holderId, { signal }),
    parts.store.read((queries) => removalsOf(parts, queries, holderId)),
  ]);
  const shown = passkeys.filter(({ id }) => !gone.has(id));
  const ours = await parts.store.read((queries) =>
    queries
      .select({ methodId: inventory.methodId, serial: inventory.serial })
      .from(inventory)
      .where(
        and(
          eq(inventory.holderId, holderId),
          shown.length === 0
            ? sql`false`
            : inArray(
                inventory.methodId,
                shown.map(({ id }) => id),
              ),
        ),
      ),
  );
  return Promise.all(
    shown.map(async (passkey) => {
      const book = ours.find(({ methodId }) => methodId === passkey.id);
      return {
        ...passkey,
        serial: book?.serial ?? passkey.serial,
        isEnrolledHere: book !== undefined,
        usable: await usableOf(parts, holderId, passkey),
        isBeingRemoved: asked.has(passkey.id),
      };
    }),
  );
}
