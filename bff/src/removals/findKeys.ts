import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { passkeysOf } from '#bff/enrolment/passkeysOf.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import { isLastOf, readWorking } from '#bff/myKeys/lastUsable.ts';
import { leavingKeys } from '#bff/myKeys/leavingKeys.ts';
import { nameOfKey } from '#bff/myKeys/nameOfKey.ts';
import { atMost } from '#bff/people/atMost.ts';
import { inventory } from '#bff/store/schema.ts';
import type { Person } from '#shared/api/index.ts';
import type { PlanRemoval } from '#shared/api/removals.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { RemovalKeyRow, RemovalParts } from './removalParts.ts';

/** Whose keys, and which of them; null: all. */
interface Wanted {
  readonly userId: string;
  readonly methodIds: ReadonlySet<string> | null;
}

/** What a list means. */
interface FoundKeys {
  readonly keys: readonly Omit<RemovalKeyRow, 'removalId' | 'position'>[];
  readonly notFound: readonly string[];
}

const MOST_KEYS = 500;
const AT_ONCE = 8;
/** The page waits a minute for an answer. */
const CALLS = { class: 'bulk', deadlineMs: 40_000 } as const;

/**
 * Finds the keys that are meant, and says of each what would become of it: what the guard says of its holder, and whether it is the last
 * one that works. Reads only.
 * @throws AppError `request_too_large`; GraphError.
 */
export async function findKeys(
  parts: RemovalParts,
  { what, withLast }: PlanRemoval,
  actor: Actor,
): Promise<FoundKeys> {
  const { wanted, notFound } =
    what.by === 'people'
      ? await wantedOfPeople(parts, what.references, actor)
      : await wantedOfBooks(parts, what);
  const found = await atMost(AT_ONCE, wanted, (one) => keysOf(parts, one, withLast, actor));
  const keys = found.flat();
  if (keys.length > MOST_KEYS) throw tooMany();
  return { keys, notFound };
}

async function wantedOfPeople(
  { bulk }: RemovalParts,
  references: readonly string[],
  actor: Actor,
): Promise<{ wanted: Wanted[]; notFound: string[] }> {
  const found = await bulk.findPeople(references, { ...CALLS, operator: actor.id });
  const ids = new Set<string>();
  const notFound: string[] = [];
  found.forEach((one, index) => {
    if ('person' in one) ids.add(one.person.id.toLowerCase());
    else notFound.push(references[index] ?? '');
  });
  return { wanted: [...ids].map((userId) => ({ userId, methodIds: null })), notFound };
}

async function wantedOfBooks(
  { store }: RemovalParts,
  what: Extract<PlanRemoval['what'], { by: 'serials' | 'model' }>,
): Promise<{ wanted: Wanted[]; notFound: string[] }> {
  const isMeant =
    what.by === 'model'
      ? eq(inventory.aaguid, what.aaguid.toLowerCase())
      : inArray(inventory.serial, what.serials);
  const rows = await store.read((queries) =>
    queries
      .select()
      .from(inventory)
      .where(and(isMeant, eq(inventory.state, 'live')))
      .orderBy(asc(inventory.createdAt))
      .limit(MOST_KEYS + 1),
  );
  if (rows.length > MOST_KEYS) throw tooMany();
  const byHolder = new Map<string, Set<string>>();
  for (const { holderId, methodId } of rows) {
    byHolder.set(holderId, (byHolder.get(holderId) ?? new Set()).add(methodId));
  }
  const wanted = [...byHolder].map(([userId, methodIds]) => ({ userId, methodIds }));
  const serials = new Set(rows.map(({ serial }) => serial));
  const notFound = what.by === 'model' ? [] : what.serials.filter((one) => !serials.has(one));
  return { wanted, notFound };
}

/** Those keys of one person that there are, each with what stands in the way. */
async function keysOf(
  parts: RemovalParts,
  { userId, methodIds }: Wanted,
  withLast: boolean,
  actor: Actor,
): Promise<FoundKeys['keys']> {
  const directory = directoryFor(parts.directory, { ...CALLS, operator: actor.id });
  const person = await personOf(directory, userId);
  if (person === null) return [];
  const [passkeys, refused] = await Promise.all([
    passkeysOf({ directory }, userId),
    parts.guard.problem('removeKey', userId, actor),
  ]);
  const working = await readWorking({ directory }, { holderId: userId, passkeys });
  const { taken, ...going } = await parts.store.read((queries) =>
    leavingKeys(parts, queries, userId),
  );
  const leaving = new Set(going.leaving);
  const meant = passkeys.filter(({ id }) => (methodIds?.has(id) ?? true) && !taken.has(id));
  const keys: FoundKeys['keys'][number][] = [];
  for (const { id: methodId, displayName } of meant) {
    const isLast = isLastOf(working, leaving, methodId);
    const code = refused ?? (isLast && !withLast ? 'last_key' : null);
    // What stays is something to fall back on for those after it.
    if (code === null) leaving.add(methodId);
    const { key } = await parts.store.read((queries) =>
      nameOfKey(queries, userId, methodId, passkeys),
    );
    keys.push({
      ...{ holderId: userId, methodId, isLast, code, keyRemovalId: null, endedAt: null },
      ...{ holderName: person.displayName, userPrincipalName: person.userPrincipalName },
      ...{ displayName, ...key },
    });
  }
  return keys;
}

/** Null: gone from the directory, and their keys with them. */
async function personOf(
  directory: Pick<RemovalParts['directory'], 'getPerson'>,
  userId: string,
): Promise<Person | null> {
  try {
    return await directory.getPerson(userId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'user_not_found') return null;
    throw error;
  }
}

function tooMany(): AppError {
  return new AppError('request_too_large', 'more keys than are removed at a time');
}
