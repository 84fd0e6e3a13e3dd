import { z } from 'zod';
import { failureCode, guid, instant } from './common.ts';
import { chosenVersion, enrolment } from './enrolments.ts';
import { keyIdentity, pluggedKey } from './key.ts';

/**
 * Which key is for whom. `next`: the next key that is plugged in is for the next person. `serials`: each person has a key
 * by its serial, and no other key is taken. `pick`: the operator says for whom a key is once it is plugged in.
 */
const assignment = z.enum(['next', 'serials', 'pick']);
export type BatchAssignment = z.infer<typeof assignment>;

/**
 * `ready`: made, and people can be added. `running`: keys get people. `paused`: no key gets a person until it is resumed;
 * what is under way goes on. `stopping`: the same for good; `ended` as soon as nothing is under way any more.
 */
const batchState = z.enum(['ready', 'running', 'paused', 'stopping', 'ended']);
export type BatchState = z.infer<typeof batchState>;

/**
 * Where a person of the batch stands. `claimed`: a station is opening their enrolment, for a minute at most. `failed`: the
 * enrolment could not begin or was rolled back; it can be tried again. `skipped`: somebody said so, with a reason.
 */
const batchPersonState = z.enum(['waiting', 'claimed', 'underWay', 'done', 'failed', 'skipped']);
export type BatchPersonState = z.infer<typeof batchPersonState>;

const serial = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);
const name = z.string().trim().min(1).max(100);
/** Why somebody was left out, in the operator's words. */
const reason = z.string().trim().min(1).max(200);

const counts = z.object({
  waiting: z.number().int(),
  claimed: z.number().int(),
  underWay: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
});

/** A batch without its people. */
export const batch = z.object({
  id: guid,
  name,
  state: batchState,
  assignment,
  /** The profile that each enrolment of it follows, as it was when the batch was made. */
  profile: z.object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    /** Who may learn the PINs; null where they are not ours to tell. */
    disclosure: z.enum(['holderOnly', 'operatorOnce', 'sealedLetter']).nullable(),
  }),
  /** Whether the one yes at Start counts for every fresh plug; else each used key asks again. */
  resetsConfirmed: z.boolean(),
  /** For how long a challenge of it lives, 5 to 43,200 minutes; above 5 Graph's beta is asked. */
  challengeMinutes: z.number().int().min(5).max(43_200),
  createdBy: z.object({ id: guid, displayName: z.string().nullable() }),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  counts,
  /** Keys done in the last hour, and how long the rest takes at the pace of late; null before two are done. */
  pace: z
    .object({ doneLastHour: z.number().int(), keysPerHour: z.number(), endsAt: instant.nullable() })
    .nullable(),
});
export type Batch = z.infer<typeof batch>;

/** `GET /api/batches`: newest first, at most 100. */
export const batchList = z.object({ batches: z.array(batch) });

/** `POST /api/batches`: makes an empty one. 201. */
export const createBatch = z.strictObject({
  name,
  profileId: z.string().max(64),
  profileVersion: chosenVersion,
  assignment,
  resetsConfirmed: z.boolean(),
  challengeMinutes: z.number().int().min(5).max(43_200).default(5),
});
export type CreateBatch = z.input<typeof createBatch>;

/**
 * `POST /api/batches/{id}/people`: adds people at its end. Who is in it already is left where they are. Each is looked up in
 * the directory, so a long list is sent in parts; where that fails for one, none of the part is added. `serial` is needed in
 * a batch with assigned keys and left out of account in any other. 409 `conflict` once it is stopping.
 */
export const addBatchPeople = z.strictObject({
  people: z
    .array(z.strictObject({ userId: guid, serial: serial.nullable() }))
    .min(1)
    .max(200),
});
export type AddBatchPeople = z.infer<typeof addBatchPeople>;
/** `unknown`: ids that the directory does not know; `serialsTaken`: of people whose key is another one's already. */
export const addedBatchPeople = z.object({
  added: z.number().int(),
  already: z.number().int(),
  unknown: z.array(guid),
  serialsTaken: z.array(guid),
});
export type AddedBatchPeople = z.infer<typeof addedBatchPeople>;

/**
 * `POST /api/batches/{id}/state`: 200 with the batch. `end` is *stop after this*. 409 `conflict` for a step that this state does
 * not have.
 */
export const changeBatchState = z.strictObject({ to: z.enum(['running', 'paused', 'end']) });
export type ChangeBatchState = z.infer<typeof changeBatchState>;

/** One person of a batch and what came of them. */
export const batchPerson = z.object({
  position: z.number().int().positive(),
  holder: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
  /** The serial of the key that is theirs, in a batch with assigned keys. */
  serial: serial.nullable(),
  state: batchPersonState,
  enrolmentId: guid.nullable(),
  /** Who enrols or enrolled them. */
  operator: z.object({ id: guid, displayName: z.string().nullable() }).nullable(),
  key: z
    .object({
      identity: keyIdentity,
      productName: z.string(),
      model: z.string().nullable(),
      /** As getInfo gives it; null for a key that does not tell. */
      firmwareVersion: z.number().int().nonnegative().nullable(),
    })
    .nullable(),
  methodId: z.string().nullable(),
  /** Keys of the time before that were to be removed and are still there, for somebody to see to; with the reason. */
  oldKeysKept: z.array(z.object({ methodId: z.string(), code: failureCode })),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Why it failed. */
  code: failureCode.nullable(),
  /** Why they were skipped. */
  reason: z.string().nullable(),
});
export type BatchPerson = z.infer<typeof batchPerson>;

/** The query of `GET /api/batches/{id}/people`. */
export const batchPeopleQuery = z.object({
  after: z.coerce.number().int().nonnegative().optional(),
  state: batchPersonState.optional(),
  /** Anywhere in the name or the user principal name, upper or lower case. */
  query: z.string().trim().min(1).max(120).optional(),
});

/** `GET /api/batches/{id}/people?after=&state=&query=`: in list order, at most 200; `next` is the `after` of the following ones. */
export const batchPeople = z.object({
  people: z.array(batchPerson),
  next: z.number().int().nullable(),
});
export type BatchPeople = z.infer<typeof batchPeople>;

/**
 * `POST /api/batches/{id}/next`: a key is here; for whom is it? Opens the enrolment of that person with this key and
 * returns it, 201. The operator whose enrolment with this key is open in this batch gets that one back, also while it is
 * paused. 409 with `batch_not_running`, `batch_empty` (nobody is waiting), `key_used_in_batch`, `key_looks_used` (it has a PIN
 * and no serial, and one of its model and kind was used here), `key_in_use_elsewhere` (it has an open enrolment outside), `key_not_assigned` (its serial is nobody's here), `person_not_waiting`; 403
 * `operator_suspended` for an operator who is suspended here, `session_forbidden` for one whose account is disabled.
 *
 * The codes of `POST /api/enrolments` where the person cannot get a key: then they count as failed with that code, and the
 * key is free for the next one. `conflict` is among them: somebody has an enrolment for them open outside of this batch.
 * With trouble of the directory (`graph_throttled`, `graph_unavailable` and the like) nobody counts as failed and the person
 * waits again.
 */
export const nextInBatch = z.strictObject({
  key: pluggedKey,
  /** Whom the operator picked; only in a batch where they do. */
  userId: guid.optional(),
  /** A person said that this is another key than those before, after `key_looks_used`. */
  isAnotherKey: z.literal(true).optional(),
});
export type NextInBatch = z.infer<typeof nextInBatch>;
export const nextOfBatch = z.object({ enrolment, person: batchPerson });
export type NextOfBatch = z.infer<typeof nextOfBatch>;

/**
 * `POST /api/batches/{id}/people/{userId}`: skips somebody who waits or failed, or has somebody who failed or was skipped wait
 * again; 200 with the person. 409 `conflict` while they are claimed or under way, when they are done, and to wait again once
 * the batch is stopping.
 */
export const changeBatchPerson = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('skip'), reason }),
  z.strictObject({ do: z.literal('retry') }),
]);
export type ChangeBatchPerson = z.infer<typeof changeBatchPerson>;

/** `POST /api/batches/{id}/retry`: everybody who failed waits again, in list order. 409 `conflict` once it is stopping. */
export const retriedBatch = z.object({ retried: z.number().int() });

/**
 * `POST /api/batches/{id}/letters`: PDF, the sealed letters of who is done that were not printed yet, a page each in list order, at
 * most 50; 404 `not_found` where there is none. Header `keywright-reservation` names a reservation for each, with commas between, to
 * be confirmed within a minute; header `keywright-left` says how many letters are left for another call. What is not
 * confirmed is printed again for the same page session within that minute; after it as a letter that was shown before,
 * with an alert, as for a single letter.
 */

/** `POST /api/batches/{id}/letters/confirm`: these letters were saved; they are not to be had again. Safe to repeat. */
export const confirmLetters = z.strictObject({ reservationIds: z.array(guid).min(1).max(50) });
export const confirmedLetters = z.object({ confirmed: z.number().int() });

/**
 * `GET /api/batches/{id}/results?format=`: CSV. `scripts`: `#upn, entraIDAuthMethodObjectId, serialNumber` of who is done;
 * `full`: everybody, with status, key and its firmware, times and reason. Never a PIN.
 */
export const batchResultsFormat = z.enum(['scripts', 'full']);
export type BatchResultsFormat = z.infer<typeof batchResultsFormat>;
