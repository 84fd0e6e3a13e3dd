import { z } from 'zod';
import { failureCode, guid, instant } from './common.ts';

// Not in index.ts: the page takes types of it only, and the Station would carry the rest.

const MOST_PEOPLE = 100;
const MOST_SERIALS = 200;

/**
 * `POST /api/removals`: whose keys, or which, are to be removed in bulk. All keys of `people` (object ids, user principal names or mail
 * addresses); of the keys that were enrolled here those with these serials, or of a model. Looks and writes down; nothing is removed by it.
 * `withLast`: also where it is the last method that works, where the settings let another person approve that. 413
 * `request_too_large` for more than 500 keys.
 */
export const planRemoval = z.strictObject({
  /** For whoever approves it or stops it. */
  reason: z.string().trim().min(1).max(200),
  what: z.discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('people'),
      references: z.array(z.string().trim().min(1).max(320)).min(1).max(MOST_PEOPLE),
    }),
    z.strictObject({
      by: z.literal('serials'),
      serials: z.array(z.string().trim().min(1).max(64)).min(1).max(MOST_SERIALS),
    }),
    z.strictObject({ by: z.literal('model'), aaguid: guid }),
  ]),
  withLast: z.boolean(),
});
export type PlanRemoval = z.infer<typeof planRemoval>;

/**
 * One key of it. `waiting`: its turn has not come, or never will where the removal was stopped. `left`: not touched, and `code` says
 * why. `asked`: Entra may have done it; it is looked after. `kept`: Entra did not do it.
 */
export const keyToRemove = z.object({
  position: z.int().positive(),
  person: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
  methodId: z.string(),
  /** `displayName`: what its holder sees in Entra. */
  key: z.object({
    displayName: z.string(),
    productName: z.string(),
    serial: z.string().nullable(),
  }),
  /** Nothing that surely works would be left to the person. */
  isLast: z.boolean(),
  state: z.enum(['waiting', 'left', 'asked', 'removed', 'kept']),
  code: failureCode.nullable(),
  endedAt: instant.nullable(),
});
export type KeyToRemove = z.infer<typeof keyToRemove>;

const somebody = z.object({ id: guid, displayName: z.string().nullable() });

/** A bulk removal. `waiting` until `dueAt`, in which anybody with the role may stop it; so may they while it is `running`. */
export const removal = z.object({
  id: guid,
  state: z.enum(['planned', 'waiting', 'running', 'stopped', 'done']),
  reason: z.string(),
  createdBy: somebody,
  createdAt: instant,
  startedBy: somebody.nullable(),
  dueAt: instant.nullable(),
  /** Null where nobody did: who began it may act no more. */
  stoppedBy: somebody.nullable(),
  endedAt: instant.nullable(),
  counts: z.object({
    waiting: z.int(),
    left: z.int(),
    asked: z.int(),
    removed: z.int(),
    kept: z.int(),
  }),
});
export type Removal = z.infer<typeof removal>;

/** `GET /api/removals`: newest first, at most 100. */
export const removalList = z.object({ removals: z.array(removal) });
export type RemovalList = z.infer<typeof removalList>;

/** `GET /api/removals/{id}`: with each key. `notFound`: what of the list means nobody and no key. `delaySeconds`: between start and first key. */
export const removalDetail = removal.extend({
  keys: z.array(keyToRemove),
  notFound: z.array(z.string()),
  needsApproval: z.boolean(),
  delaySeconds: z.int(),
});
export type RemovalDetail = z.infer<typeof removalDetail>;
