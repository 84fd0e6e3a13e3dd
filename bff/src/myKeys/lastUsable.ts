import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { OwnPasskey, Passkey } from '#shared/api/index.ts';
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
  return isLastOf(working, await leavingKeys(parts, queries, keys.holderId), methodId);
}

/** Somebody's keys that were taken away just now, or are being: an answer of the directory may still have them. */
export async function leavingKeys(
  parts: UsableParts,
  queries: Queries,
  holderId: string,
): Promise<ReadonlySet<string>> {
  const { gone, asked } = await removalsOf(parts, queries, holderId);
  return new Set([...gone, ...asked]);
}
