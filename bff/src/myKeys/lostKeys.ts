import { and, desc, eq, gt, isNotNull, isNull, notExists, or, sql } from 'drizzle-orm';
import { invitations } from '#bff/store/invitationTable.ts';
import { keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';
import type { LostKeyList } from '#shared/api/index.ts';
import { REPORTABLE_MS } from './keyEventList.ts';

const MOST_SHOWN = 200;

/** Who lost a key and waits for another one: neither was one enrolled for them since, nor does an invitation stand. */
export async function readLostKeys(queries: Queries, nowMs: number): Promise<LostKeyList> {
  const one = { one: sql`1` };
  const gotAnother = queries
    .select(one)
    .from(inventory)
    .where(
      and(
        eq(inventory.holderId, keyRemovals.holderId),
        gt(inventory.createdAt, keyRemovals.askedAt),
      ),
    );
  const isInvited = queries
    .select(one)
    .from(invitations)
    .where(
      and(
        eq(invitations.userId, keyRemovals.holderId),
        gt(invitations.createdAt, keyRemovals.askedAt),
        isNull(invitations.cancelledAt),
        or(isNotNull(invitations.enrolledAt), gt(invitations.expiresAt, new Date(nowMs))),
      ),
    );
  const rows = await queries
    .select()
    .from(keyRemovals)
    .where(
      and(
        eq(keyRemovals.why, 'lost'),
        gt(keyRemovals.askedAt, new Date(nowMs - REPORTABLE_MS)),
        notExists(gotAnother),
        notExists(isInvited),
      ),
    )
    .orderBy(desc(keyRemovals.askedAt))
    .limit(MOST_SHOWN);
  return {
    lost: rows.map((row) => ({
      id: row.id,
      person: {
        id: row.holderId,
        displayName: row.holderName,
        userPrincipalName: row.userPrincipalName,
      },
      key: { productName: row.productName, serial: row.serial },
      at: row.askedAt.toISOString(),
      isRemoved: row.state === 'done',
    })),
  };
}
