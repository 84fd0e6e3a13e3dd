import { gt } from 'drizzle-orm';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { removals } from '#bff/store/operatorTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { OwnPasskey, Passkey } from '#shared/api/index.ts';
import { staleMs } from './ownKeyParts.ts';
import { removalsOf, usableOf } from './readOwnKeys.ts';

type UsableParts = Pick<EnrolmentParts, 'directory' | 'now' | 'settleMs'>;

/** Somebody's keys, as the directory has them now. */
interface KeysNow {
  readonly holderId: string;
  readonly passkeys: readonly Passkey[];
}

/** Whether each of somebody's keys works, by its id. */
export type WorkingKeys = ReadonlyMap<string, OwnPasskey['usable']>;

/** Asks it of the directory, which is done before anything is locked. */
export async function readWorking(
  parts: Pick<UsableParts, 'directory'>,
  { holderId, passkeys }: KeysNow,
): Promise<WorkingKeys> {
  const working = await Promise.all(
    passkeys.map(async (one) => [one.id, await usableOf(parts, holderId, one)] as const),
  );
  return new Map(working);
}

/**
 * Whether nothing that surely works would be left without this key. What is on its way out counts no more, and neither does a key of which
 * nobody knows. With a key that surely does not work itself nothing is lost.
 */
export function isLastOf(
  working: WorkingKeys,
  leaving: ReadonlySet<string>,
  methodId: string,
): boolean {
  const isOneLeft = [...working].some(
    ([id, usable]) => id !== methodId && usable === 'yes' && !leaving.has(id),
  );
  return !isOneLeft && (working.get(methodId) ?? 'no') !== 'no';
}

/** The same by what directory and books say at this moment. */
export async function isLastUsable(
  parts: UsableParts,
  queries: Queries,
  keys: KeysNow,
  methodId: string,
): Promise<boolean> {
  const working = await readWorking(parts, keys);
  const { leaving } = await leavingKeys(parts, queries, keys.holderId);
  return isLastOf(working, leaving, methodId);
}

/**
 * Somebody's keys that an answer of the directory may still have. `taken`: they were taken away just now, or are being. `leaving`:
 * those, and all of anybody whose removal by an enrolment or with many others began just now, whatever came of it.
 */
export async function leavingKeys(
  parts: UsableParts,
  queries: Queries,
  holderId: string,
): Promise<{ readonly taken: ReadonlySet<string>; readonly leaving: ReadonlySet<string> }> {
  const { gone, asked } = await removalsOf(parts, queries, holderId);
  const taken = new Set([...gone, ...asked]);
  const begun = await queries
    .select({ methodId: removals.methodId })
    .from(removals)
    .where(gt(removals.at, new Date(parts.now() - staleMs(parts))));
  return { taken, leaving: new Set([...taken, ...begun.map(({ methodId }) => methodId)]) };
}
