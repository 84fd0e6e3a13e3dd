import type { Found } from '#bff/graph/bulkDirectory.ts';
import type { DirectoryCall } from '#bff/graph/directory.ts';
import type { CheckedPeople, CheckedPerson, Passkey, Person } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { atMost } from './atMost.ts';
import type { PeopleListParts } from './peopleLists.ts';

/** Reads of one piece under way at a time: hides Graph's latency. How fast they may go is the limiter's to say. */
const AT_ONCE = 8;

type Protection = { readonly ids: ReadonlySet<string> } | 'unknown';

/** Who is protected; `unknown` where it cannot be read, which then holds for everybody. */
async function readProtection(parts: PeopleListParts, call: DirectoryCall): Promise<Protection> {
  try {
    return { ids: new Set([...(await parts.bulk.protectedIds(call)), ...parts.breakGlassIds]) };
  } catch (error) {
    if (error instanceof GraphError && error.code !== 'graph_throttled') return 'unknown';
    throw error;
  }
}

function modelsOf(passkeys: readonly Passkey[]): (string | null)[] {
  return passkeys.map(({ model, passkeyType }) => (passkeyType === 'synced' ? null : model));
}

async function checkPerson(
  parts: PeopleListParts,
  person: Person,
  protection: Protection,
  call: DirectoryCall,
): Promise<CheckedPerson> {
  const userId = person.id;
  const passkeys = await parts.directory.listPasskeys(userId, call);
  const problems = await parts.directory.readiness(person, passkeys, call);
  if (userId === call.operator?.toLowerCase()) problems.push('user_is_self');
  if (protection === 'unknown') problems.push('user_protection_unknown');
  else if (protection.ids.has(userId)) problems.push('user_protected');
  return { userId, problems, passkeys: modelsOf(passkeys) };
}

/** What became of a person whose reading failed: gone is an answer, everything else says nothing of them. */
function withoutAnswer(userId: string, error: unknown): CheckedPerson {
  if (!(error instanceof AppError)) throw error;
  return error.code === 'user_not_found'
    ? { userId, problems: ['user_not_found'], passkeys: [] }
    : { userId, failure: error.code };
}

/**
 * Looks at each of these people: found, enabled, not a guest, in the passkey policy, keys they have, maximum, protected.
 * One who cannot be read does not stop the others.
 * @throws AppError `cancelled`; GraphError when not even the people themselves or the policy can be read.
 */
export async function checkPeople(
  parts: PeopleListParts,
  userIds: readonly string[],
  call: DirectoryCall,
): Promise<CheckedPeople> {
  const [found, protection] = await Promise.all([
    parts.bulk.findPeople(userIds, call),
    readProtection(parts, call),
  ]);
  let retryAfterSeconds: number | null = null;
  const look = async (answer: Found, index: number): Promise<CheckedPerson> => {
    const userId = (userIds[index] ?? '').toLowerCase();
    if (!('person' in answer)) return { userId, problems: [answer.problem], passkeys: [] };
    try {
      return await checkPerson(parts, answer.person, protection, call);
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled') throw error;
      if (error instanceof GraphError && error.retryAfterSeconds !== undefined) {
        retryAfterSeconds = Math.max(retryAfterSeconds ?? 0, error.retryAfterSeconds);
      }
      return withoutAnswer(userId, error);
    }
  };
  // The first one alone: it reads the policy, which the others then find remembered.
  const first = await atMost(1, found.slice(0, 1), look);
  const others = await atMost(AT_ONCE, found.slice(1), (answer, index) => look(answer, index + 1));
  return { results: [...first, ...others], retryAfterSeconds };
}
