import { z } from 'zod';
import { WAYS_BEST_FIRST } from '../enrolment/acceptedWays.ts';
import { actionView } from './action.ts';
import { base64Url, failureCode, guid, instant } from './common.ts';
import { keyIdentity, pluggedKey } from './key.ts';
import { enrolmentProfile } from './profiles.ts';

/** The steps a person sees, in order. `skipped`: this profile or this key does not need it. */
const STEP_NAMES = [
  'read',
  'reset',
  'pin',
  'credential',
  'register',
  'prove',
  'policy',
  'oldKeys',
] as const;
export const step = z.object({
  name: z.enum(STEP_NAMES),
  state: z.enum(['pending', 'current', 'done', 'skipped', 'failed']),
});
export type Step = z.infer<typeof step>;

/**
 * How the holder comes to know the PIN: shown to them once on *My keys*, told by the operator, by letter, typed by them
 * here, or known already.
 */
const pinDelivery = z.enum([
  'holderReveals',
  'operatorTells',
  'letter',
  'holderTyped',
  'holderKnows',
]);

/** One enrolment as the page sees it. `seq` is the journal's length: an event answers to exactly one. */
export const enrolment = z.object({
  id: guid,
  seq: z.number().int().positive(),
  startedAt: instant,
  updatedAt: instant,
  operatorId: guid,
  /** How the key is reached. */
  way: z.enum(WAYS_BEST_FIRST),
  holder: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
  profile: enrolmentProfile,
  key: z
    .object({ identity: keyIdentity, productName: z.string(), model: z.string().nullable() })
    .nullable(),
  steps: z.array(step),
  action: actionView,
  pinDelivery,
  /** The name in Entra and the method's id, once registered. */
  displayName: z.string().nullable(),
  methodId: z.string().nullable(),
  /** Why the last try of the current step failed; null when nothing went wrong since. */
  lastFailure: failureCode.nullable(),
  /** Why everything is being taken back; null where the enrolment goes on or has ended. */
  takingBack: failureCode.nullable(),
  /** Settings the profile wants and this key cannot have. */
  policySkipped: z.array(z.string()),
});
export type Enrolment = z.infer<typeof enrolment>;

/**
 * The version of the profile that somebody had before them when they chose it. 409 `profile_changed` once there is another
 * one; left out, the present one is followed, whatever it says.
 */
export const chosenVersion = z.number().int().positive().optional();

/** `POST /api/enrolments`: opens an enrolment, with the key if one is plugged in already. 201. */
export const startEnrolment = z.strictObject({
  userId: guid,
  profileId: z.string().max(64),
  profileVersion: chosenVersion,
  key: pluggedKey.optional(),
  /** WebHID where it is left out; no `key` goes with any other. The profile has to accept it. */
  way: z.enum(['webhid', 'extension', 'override']).optional(),
});
export type StartEnrolment = z.infer<typeof startEnrolment>;

/**
 * `POST /api/enrolments/{id}/cancel`: takes back what was done. Said twice it is the same as said once, so that a lost
 * answer can be asked for again. `keyIsLost`: without the key, where that does not come back.
 */
export const cancelEnrolment = z.strictObject({ keyIsLost: z.boolean() });
export type CancelEnrolment = z.infer<typeof cancelEnrolment>;

/** `GET /api/enrolments?state=open|ended&userId=`: newest first, at most 100. */
export const enrolmentList = z.object({ enrolments: z.array(enrolment) });

/** More passkeys for one person at one RP no key holds: each takes the place of the one before. */
const MOST_FOUND = 100;

/** Where the browser made it, and only there. */
const browsersClientData = base64Url.optional();

/** What the page saw or did. Everything in it is a claim; the backend checks what can be checked. */
export const pageEvent = z.discriminatedUnion('type', [
  /** The key was read, for the first time, after a replug or after a reload. Not journaled except at binding. */
  z.strictObject({ type: z.literal('keySeen') }),
  z.strictObject({ type: z.literal('resetConfirmed') }),
  z.strictObject({ type: z.literal('resetDone') }),
  z.strictObject({ type: z.literal('pinSet') }),
  z.strictObject({
    type: z.literal('pinRejected'),
    pinRetries: z.number().int().min(0).nullable(),
  }),
  /** Where the PIN is typed: said before the key is asked to make the passkey. With a sealed PIN `pin-auth` journals it. */
  z.strictObject({ type: z.literal('credentialStarted') }),
  /** The browser can begin; its answer has the options. Not journaled. */
  z.strictObject({ type: z.literal('ceremonyReady') }),
  z.strictObject({
    type: z.literal('credentialMade'),
    attestationObject: base64Url,
    clientDataJson: browsersClientData,
  }),
  z.strictObject({
    type: z.literal('proved'),
    authenticatorData: base64Url,
    signature: base64Url,
    clientDataJson: browsersClientData,
  }),
  /** The key's settings were changed; `key` of the request holds what it says now. */
  z.strictObject({ type: z.literal('policyApplied') }),
  /** All that the key lists for this RP and holder, known ones included. */
  z.strictObject({
    type: z.literal('credentialsFound'),
    credentialIds: z.array(base64Url).max(MOST_FOUND),
  }),
  z.strictObject({ type: z.literal('credentialRemoved') }),
  /** The current action failed; the journal notes it and the next action comes back. */
  z.strictObject({ type: z.literal('stepFailed'), code: failureCode }),
]);
export type PageEvent = z.infer<typeof pageEvent>;

/**
 * `POST /api/enrolments/{id}/events`: reports an event and gets the enrolment with its next action.
 * 409 `stale_step` when `seq` is not the journal's length: fetch the enrolment again and go on from there.
 * `key` is sent whole with keySeen, resetDone, policyApplied; with the others only its session.
 */
export const reportEvent = z.strictObject({
  seq: z.number().int().positive(),
  keySession: guid.optional(),
  key: pluggedKey.optional(),
  event: pageEvent,
});
export type ReportEvent = z.infer<typeof reportEvent>;

/**
 * `POST /api/enrolments/{id}/pin-auth`: authenticates one CTAP message with a pinUvAuthToken that only the backend can
 * decrypt. The message must be one that the current action calls for. 409 `pin_session_lost`: read the key again.
 * `seq` of the answer is the journal's length from here on: that a passkey may be made now is journaled first.
 */
export const pinAuthRequest = z.strictObject({
  keySession: guid,
  encryptedToken: base64Url,
  message: base64Url,
});
export const pinAuthAnswer = z.object({
  pinUvAuthParam: base64Url,
  seq: z.number().int().positive(),
});
