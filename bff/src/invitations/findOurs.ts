import type { AccessPass } from '#bff/graph/accessPasses.ts';
import type { InvitationParts } from './invitationParts.ts';
import type { PassRow } from './passEscrow.ts';

/** Graph's clock and ours may differ by so much when a pass is looked for by its age. */
const CLOCKS_DIFFER_MS = 120_000;

/** The pass that Entra made for a row, as far as age, lifetime and use tell. */
export async function findOurs(parts: InvitationParts, row: PassRow): Promise<AccessPass | null> {
  const found = await parts.passes.find(row.userId);
  if (found === null || found.createdAt === null) return null;
  const isOfThisAge = Date.parse(found.createdAt) >= row.askedAt.getTime() - CLOCKS_DIFFER_MS;
  const isAlike = found.isUsableOnce && found.lifetimeMinutes === row.lifetimeMinutes;
  return isOfThisAge && isAlike ? found : null;
}
