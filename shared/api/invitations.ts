import { z } from 'zod';
import { WAYS_BEST_FIRST } from '../enrolment/acceptedWays.ts';
import { failureCode, guid, instant } from './common.ts';
import { pluggedKey } from './key.ts';

/** Longer is no paragraph any more. */
const MOST_MESSAGE = 500;
/** As Graph takes it; the tenant's policy narrows it. */
const lifetimeMinutes = z.number().int().min(10).max(43_200);

/** Where an invitation stands; the last four are its ends but for `keySeen`. */
export const INVITATION_STATES = [
  'invited',
  'opened',
  'signedIn',
  'keySeen',
  'enrolled',
  'expired',
  'cancelled',
] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

const way = z.enum(WAYS_BEST_FIRST);

/** Who gets to see an access pass: whoever issued it, or the manager of the person it is for. */
const passTo = z.enum(['operator', 'manager']);

/**
 * Where the access pass of an invitation stands. `issuing`: Entra is being asked. `lost`: Entra may have made it, and its
 * answer with the pass did not arrive, so nobody can know it. `toShow`: waits to be seen. `shown`: was seen. `over`: its time
 * has ended, or it was deleted. `deleting`: nobody sees it any more, and Entra may still take it.
 */
const invitationPass = z.object({
  state: z.enum(['issuing', 'lost', 'toShow', 'shown', 'deleting', 'over']),
  startsAt: instant,
  endsAt: instant,
  to: passTo,
  /** The one person who gets to see it. */
  viewerId: guid,
  viewerName: z.string().nullable(),
});

/** An invitation to enrol a key by oneself. */
export const invitation = z.object({
  id: guid,
  state: z.enum(INVITATION_STATES),
  person: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
  profile: z.object({ id: z.string(), version: z.number().int(), name: z.string() }),
  expectedSerial: z.string().nullable(),
  expectedAaguid: z.string().nullable(),
  message: z.string().nullable(),
  invitedBy: z.object({ id: guid, displayName: z.string().nullable() }),
  createdAt: instant,
  expiresAt: instant,
  /** When it came to stand where it stands. */
  changedAt: instant,
  remindedAt: instant.nullable(),
  /** How the key was reached that ended it; only over WebHID was its serial read. */
  enrolledWay: way.nullable(),
  /** How far its person got, whatever ended it. */
  reached: z.enum(INVITATION_STATES),
  /** Why the last try did not go on. */
  stoppedBy: failureCode.nullable(),
  /** Null before the first one was asked for. */
  pass: invitationPass.nullable(),
});
export type Invitation = z.infer<typeof invitation>;

/** `GET /api/invitations`: newest first, at most 500. */
export const invitationList = z.object({
  invitations: z.array(invitation),
  /** Whether mails go out at all; else somebody has to tell the address of the page. */
  sendsMail: z.boolean(),
});
export type InvitationList = z.infer<typeof invitationList>;

/** When a pass begins and how long it lives; left out: now, and as the tenant's policy says. */
export const passTimes = z.strictObject({
  startsAt: instant.optional(),
  lifetimeMinutes: lifetimeMinutes.optional(),
});
export type PassTimes = z.infer<typeof passTimes>;

/** `POST /api/invitations/check`: what stands in the way of inviting these people. Changes nothing. */
export const checkInvitations = z.strictObject({
  userIds: z.array(guid).min(1).max(20),
  pass: passTimes,
});
export type CheckInvitations = z.infer<typeof checkInvitations>;

/** The tenant's rules for access passes. */
const passPolicy = z.object({
  isEnabled: z.boolean(),
  defaultLifetimeMinutes: z.number().int(),
  minimumLifetimeMinutes: z.number().int(),
  maximumLifetimeMinutes: z.number().int(),
});
export type PassPolicy = z.infer<typeof passPolicy>;

const checkedInvitation = z.union([
  z.object({
    userId: guid,
    /** Empty when an invitation can be sent; `pass_exists` alone gives way to `replacePass`. */
    problems: z.array(failureCode),
  }),
  /** Could not be read this time. */
  z.object({ userId: guid, failure: failureCode }),
]);
export const checkedInvitations = z.object({
  policy: passPolicy,
  passTo,
  results: z.array(checkedInvitation),
});
export type CheckedInvitations = z.infer<typeof checkedInvitations>;

/**
 * `POST /api/invitations`: invites one person and issues their access pass. 201, also where the pass came to be `lost`.
 * 409 `conflict` when the profile has another version by now, `invitation_open`, `pass_exists` without `replacePass`.
 */
export const invite = z.strictObject({
  userId: guid,
  profileId: z.string().max(64),
  /** The one that was looked at. */
  profileVersion: z.number().int().positive(),
  expectedSerial: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .nullable(),
  expectedAaguid: z.guid().lowercase().nullable(),
  /** One paragraph of plain text. */
  message: z
    .string()
    .trim()
    .min(1)
    .max(MOST_MESSAGE)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u)
    .nullable(),
  expiresAt: instant,
  pass: passTimes,
  /** Deletes a pass that the person could use now. */
  replacePass: z.boolean(),
});
export type Invite = z.infer<typeof invite>;

/** `POST /api/invitations/{id}/pass`: another access pass for an open invitation. */
export const issuePass = z.strictObject({ pass: passTimes, replacePass: z.boolean() });
export type IssuePass = z.infer<typeof issuePass>;

/** An access pass on its way to the screen; to be confirmed within a minute. */
export const revealedPass = z.object({
  pass: z.string(),
  reservationId: guid,
  expiresAt: instant,
});
export type RevealedPass = z.infer<typeof revealedPass>;

/** `GET /api/me/passes`: access passes that the caller is to hand to people they manage. */
export const passesToHandOver = z.object({
  passes: z.array(
    z.object({
      invitationId: guid,
      person: z.object({ displayName: z.string(), userPrincipalName: z.string() }),
      startsAt: instant,
      endsAt: instant,
    }),
  ),
});
export type PassesToHandOver = z.infer<typeof passesToHandOver>;

/**
 * `GET /api/me/invitation`: what waits for the caller. 404 when nothing does. 401 `session_not_fresh` with
 * `WWW-Authenticate: Bearer error="insufficient_claims", claims="…"` when the sign-in is too old or too weak.
 */
export const ownInvitation = z.object({
  state: z.enum(INVITATION_STATES),
  profile: z.object({ name: z.string(), description: z.string() }),
  /** Who makes up the key's PIN: drawn here and shown on *My keys*, typed by them, or on the key already. */
  pin: z.enum(['drawn', 'typed', 'existing']),
  expectedSerial: z.string().nullable(),
  expectedAaguid: z.string().nullable(),
  message: z.string().nullable(),
  invitedBy: z.string().nullable(),
  expiresAt: instant,
  /** The ways that its profile accepts, the best first. */
  ways: z.array(way),
  /** The enrolment that is open, to go on with, and by which way. */
  enrolmentId: guid.nullable(),
  enrolmentWay: way.nullable(),
  /** By which way it came to its end. */
  enrolledWay: way.nullable(),
});
export type OwnInvitation = z.infer<typeof ownInvitation>;

/**
 * `POST /api/me/enrolments`: starts the caller's own enrolment by their invitation, or gives the one that is open. 201.
 * With the key that is plugged in, or by a way that reads none. 409 `key_not_expected` for another key than the invitation
 * names, `way_not_accepted`, `conflict` where it is open by another way; 429 `starts_limited` after five in an hour.
 */
export const startOwnEnrolment = z.union([
  z.strictObject({ key: pluggedKey }),
  z.strictObject({ way: z.enum(['extension', 'override']) }),
]);
export type StartOwnEnrolment = z.infer<typeof startOwnEnrolment>;
