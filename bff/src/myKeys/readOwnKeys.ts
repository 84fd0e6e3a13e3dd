import { and, eq, inArray, sql } from 'drizzle-orm';
import { inventory } from '#bff/store/schema.ts';
import type { OwnPasskey } from '#shared/api/index.ts';
import { leavingKeys } from './leavingKeys.ts';
import type { OwnKeyParts } from './ownKeyParts.ts';
import { usableOf } from './usableOf.ts';

/** Somebody's own passkeys, with what our books and the tenant's policy add. @throws GraphError */
export async function readOwnKeys(
  parts: Pick<OwnKeyParts, 'store' | 'directory' | 'now' | 'settleMs'>,
  holderId: string,
  signal: AbortSignal,
): Promise<OwnPasskey[]> {
  const [passkeys, { gone, leaving }] = await Promise.all([
    parts.directory.listPasskeys(holderId, { signal }),
    parts.store.read((queries) => leavingKeys(parts, queries, holderId)),
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
        isBeingRemoved: leaving.has(passkey.id),
      };
    }),
  );
}
