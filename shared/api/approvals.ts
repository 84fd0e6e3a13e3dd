import { z } from 'zod';
import { WAYS_BEST_FIRST } from '../enrolment/acceptedWays.ts';
import { guid, instant } from './common.ts';
import { keyIdentity } from './key.ts';
import { changeScope } from './operatorScopes.ts';
import { enrolmentProfile, profileContent } from './profiles.ts';

// Not in index.ts: the page takes types of it only, and the Station would carry the rest.

/**
 * What can be made to need another person's approval, in the words of the setting: what an Admin may do for protected people,
 * PINs that are shown or printed, profiles, scopes of operators, removals of many keys, removals of the last key that works.
 */
export const APPROVAL_KINDS = [
  'protected',
  'showPin',
  'profiles',
  'scopes',
  'bulk',
  'lastMethod',
] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);
const version = z.number().int().positive();
const key = keyIdentity.pick({ serial: true, aaguid: true }).strict();

const profileChanges = [
  z.strictObject({ action: z.literal('createProfile'), profile: profileContent }),
  z.strictObject({
    ...{ action: z.literal('editProfile'), profileId: id },
    ...{ basedOn: version, profile: profileContent },
  }),
  z.strictObject({ action: z.literal('retireProfile'), profileId: id, basedOn: version }),
] as const;
const scopeChange = z.strictObject({ action: z.literal('changeScope'), change: changeScope });
const disclosure = z.enum(['showPinToOperator', 'printPin']);

/** One letter of a batch: whose, and for which key. */
const batchLetter = z.strictObject({
  ...{ enrolmentId: guid, userId: guid },
  /** As the list of the batch names them. */
  displayName: z.string(),
  key,
});
export type BatchLetter = z.infer<typeof batchLetter>;

/**
 * `POST /api/approvals`: what somebody is about to do. `key` is the one that the start is sent with; null: whichever is plugged in
 * later. Without `profileVersion` the one of now. The same asked again gets the request that is open.
 */
export const askApproval = z.discriminatedUnion('action', [
  z.strictObject({
    ...{ action: z.literal('startEnrolment'), userId: guid },
    ...{ profileId: id, profileVersion: version.exactOptional() },
    ...{ way: z.enum(WAYS_BEST_FIRST), key: key.nullable() },
  }),
  z.strictObject({ action: disclosure, enrolmentId: guid }),
  /** The next letters of the batch, at most 50, that are not printed yet. */
  z.strictObject({ action: z.literal('printBatchLetters'), batchId: guid }),
  ...profileChanges,
  scopeChange,
  z.strictObject({ action: z.literal('removeKeys'), removalId: guid }),
]);
export type AskApproval = z.infer<typeof askApproval>;

/** `isLast`: with it goes the last one that works. */
const keyThatGoes = z.strictObject({
  ...{ userId: guid, userPrincipalName: z.string() },
  ...{ methodId: z.string(), name: z.string() },
  ...{ model: z.string(), serial: z.string().nullable() },
  isLast: z.boolean(),
});

/** Exactly what will happen, as the backend knows it: this is what is approved and hashed. Ids are in lower case. */
export const approvalItem = z.discriminatedUnion('action', [
  z.strictObject({
    ...{ action: z.literal('startEnrolment'), userId: guid, profile: enrolmentProfile },
    ...{ way: z.enum(WAYS_BEST_FIRST), key: key.nullable() },
  }),
  z.strictObject({ action: disclosure, enrolmentId: guid, userId: guid, key }),
  z.strictObject({
    ...{ action: z.literal('printBatchLetters'), batchId: guid, batchName: z.string() },
    letters: z.array(batchLetter),
  }),
  ...profileChanges,
  scopeChange,
  z.strictObject({
    ...{ action: z.literal('removeKeys'), removalId: guid, reason: z.string() },
    keys: z.array(keyThatGoes),
  }),
]);
export type ApprovalItem = z.infer<typeof approvalItem>;

const person = z.object({ id: guid, displayName: z.string().nullable() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One request. `waiting` until `expiresAt`; `approved` until `useBy`; `used` by what was asked for, once. `hash` is the SHA-256 of
 * the item's canonical JSON.
 */
export const approval = z.object({
  id: guid,
  state: z.enum(['waiting', 'approved', 'refused', 'used', 'expired', 'withdrawn']),
  item: approvalItem,
  hash,
  askedBy: person,
  askedAt: instant,
  expiresAt: instant,
  decidedBy: person.nullable(),
  decidedAt: instant.nullable(),
  /** What who decided said of it. */
  reason: z.string().nullable(),
  useBy: instant.nullable(),
});
export type Approval = z.infer<typeof approval>;

/** `GET /api/approvals`: one's own of the last day and, for admins, all that wait; newest first. `needed`: what needs one here. */
export const approvalList = z.object({
  needed: z.array(z.enum(APPROVAL_KINDS)),
  approvals: z.array(approval),
});
export type ApprovalList = z.infer<typeof approvalList>;

/** `POST /api/approvals/{id}/decision`, by another admin than who asked. `hash`: of what they saw. Who refuses says why. */
export const decideApproval = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve'), hash, reason: z.string().trim().max(500) }),
  z.strictObject({
    decision: z.literal('refuse'),
    hash,
    reason: z.string().trim().min(1).max(500),
  }),
]);
export type DecideApproval = z.infer<typeof decideApproval>;
