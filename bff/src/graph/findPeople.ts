import { z } from 'zod';
import type { Person } from '#shared/api/index.ts';
import type { Found } from './bulkDirectory.ts';
import type { DirectoryCall } from './directory.ts';
import { toPerson } from './fromGraph.ts';
import type { GraphClient } from './graphClient.ts';
import { MOST_VALUES, peopleByRequest } from './graphRequest.ts';
import { pageOf, userResource } from './wire.ts';

type Property = Parameters<typeof peopleByRequest>[0];

const peoplePage = pageOf(userResource);
const isGuid = (reference: string) => z.guid().safeParse(reference).success;

function valueFor(person: Person, property: Property): string | null {
  return property === 'id' ? person.id : person[property];
}

/**
 * Finds people by what a list calls them: object id, user principal name, else mail address.
 *
 * One `$filter=… in (…)` finds fifteen people for the price of one read; a `$batch` would be charged for each. Mail
 * addresses are not unique in a directory: two people with the same one are named as such, and none is chosen.
 */
export async function findPeople(
  client: GraphClient,
  references: readonly string[],
  call?: DirectoryCall,
): Promise<Found[]> {
  const wanted = references.map((reference) => reference.trim().toLowerCase());
  const found = new Map<string, Person[]>();

  async function lookUp(property: Property, values: readonly string[]): Promise<void> {
    const distinct = [...new Set(values)];
    for (let at = 0; at < distinct.length; at += MOST_VALUES) {
      const request = peopleByRequest(property, distinct.slice(at, at + MOST_VALUES));
      const answer = await client.send(request, peoplePage, call);
      for (const person of answer.value.map(toPerson)) {
        const value = valueFor(person, property)?.toLowerCase();
        if (value !== undefined) found.set(value, [...(found.get(value) ?? []), person]);
      }
    }
  }

  await lookUp('id', wanted.filter(isGuid));
  const names = wanted.filter((reference) => reference !== '' && !isGuid(reference));
  await lookUp('userPrincipalName', names);
  await lookUp(
    'mail',
    names.filter((name) => name.includes('@') && !found.has(name)),
  );
  return wanted.map((reference) => {
    const [person, another] = found.get(reference) ?? [];
    if (person === undefined) return { problem: 'user_not_found' };
    return another === undefined ? { person } : { problem: 'user_ambiguous' };
  });
}
