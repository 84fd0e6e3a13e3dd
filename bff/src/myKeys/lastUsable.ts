import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { OwnPasskey, Passkey } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { usableOf } from './usableOf.ts';

/** Somebody's keys, as the directory has them now. */
interface KeysNow {
  readonly holderId: string;
  readonly passkeys: readonly Passkey[];
}

/** Whether each of somebody's keys works, by its id. */
export type WorkingKeys = ReadonlyMap<string, OwnPasskey['usable']>;

/**
 * Asks it of the directory, which is done before anything is locked.
 * @param thrown what says nothing of a key, for who asks again later; all else that keeps the policy from being read makes it `unknown`.
 * @throws GraphError of those codes.
 */
export async function readWorking(
  parts: Pick<EnrolmentParts, 'directory'>,
  { holderId, passkeys }: KeysNow,
  thrown: readonly FailureCode[] = [],
): Promise<WorkingKeys> {
  const working = await Promise.all(
    passkeys.map(async (one) => [one.id, await usableOf(parts, holderId, one, thrown)] as const),
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
