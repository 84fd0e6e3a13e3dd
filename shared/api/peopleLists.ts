import { z } from 'zod';
import { failureCode, guid } from './common.ts';
import { person } from './people.ts';

/** A group of the directory. */
export const group = z.object({
  id: guid,
  displayName: z.string(),
  description: z.string().nullable(),
});
export type Group = z.infer<typeof group>;

/** `GET /api/groups?query=`: at most 25 groups, by words of the name or by object id. */
export const groupList = z.object({ groups: z.array(group), truncated: z.boolean() });
export type GroupList = z.infer<typeof groupList>;

/** `GET /api/groups/{groupId}/people?cursor=`: a page of at most 999 people, nested groups opened. */
export const groupPeople = z.object({
  people: z.array(person),
  /** For the next page; null on the last one. */
  cursor: z.string().nullable(),
  /** How many there are in all; on the first page only, and null where Graph does not say. */
  total: z.number().int().nullable(),
  /** No people, and yet members: devices or applications. */
  hasOnlyOthers: z.boolean(),
});
export type GroupPeople = z.infer<typeof groupPeople>;

/**
 * `POST /api/people/resolve`: whom object ids, user principal names or mail addresses of a list mean. Reads only, so it
 * may be repeated.
 */
export const resolvePeople = z.strictObject({
  references: z.array(z.string().trim().min(1).max(320)).min(1).max(150),
});
export const resolvedPeople = z.object({
  /** In the order of the references. */
  results: z.array(
    z.union([
      z.object({ person }),
      z.object({ problem: z.enum(['user_not_found', 'user_ambiguous']) }),
    ]),
  ),
});
export type ResolvedPeople = z.infer<typeof resolvedPeople>;

/** `POST /api/people/check`: whether a key could be enrolled for each of these people. Reads only. */
export const checkPeople = z.strictObject({ userIds: z.array(guid).min(1).max(60) });

/** Where one person stands before a key is touched. */
export const checkedPerson = z.union([
  z.object({
    userId: guid,
    /** What stands in the way; empty when nothing does. */
    problems: z.array(failureCode),
    /** Models of the passkeys they have, one entry each; null where Entra names none. */
    passkeys: z.array(z.string().nullable()),
  }),
  /** Could not be read this time: ask again. Says nothing of the person. */
  z.object({ userId: guid, failure: failureCode }),
]);
export type CheckedPerson = z.infer<typeof checkedPerson>;

/** The answer to {@link checkPeople}: everybody asked for, in their order. */
export const checkedPeople = z.object({
  results: z.array(checkedPerson),
  /** Entra wants a pause of so long before it is asked again; null when it does not. */
  retryAfterSeconds: z.number().nullable(),
});
export type CheckedPeople = z.infer<typeof checkedPeople>;
