import { z } from 'zod';
import { failureCode, guid, instant } from './common.ts';
import { passkey } from './people.ts';

/** A key that appeared in Entra while it was watched. */
export const appearedKey = passkey.pick({
  id: true,
  displayName: true,
  aaguid: true,
  model: true,
  createdAt: true,
});
export type AppearedKey = z.infer<typeof appearedKey>;

/** How a registration on Microsoft's page stands. */
export const guidedState = z.discriminatedUnion('kind', [
  /** Nothing yet; looked for until then. */
  z.object({ kind: z.literal('watching'), until: instant }),
  /** Nothing in time. Somebody may ask for another look, until then. */
  z.object({ kind: z.literal('over'), until: instant }),
  /** Several at once: a person says which is theirs. */
  z.object({ kind: z.literal('choose'), keys: z.array(appearedKey) }),
  /** There it is; the backend is at it. `forbidden`: why it is being removed again. */
  z.object({
    kind: z.literal('found'),
    key: appearedKey,
    forbidden: failureCode.nullable(),
  }),
  /**
   * It is in the books. `forbidden`: why the profile forbids it all the same, and `keptFor`, where the profile has such keys
   * removed, why this one was not.
   */
  z.object({
    kind: z.literal('done'),
    key: appearedKey,
    forbidden: failureCode.nullable(),
    keptFor: failureCode.nullable(),
  }),
  /** It was forbidden and is gone from Entra again. */
  z.object({ kind: z.literal('removed'), key: appearedKey, forbidden: failureCode }),
  /** Cancelled, or nobody registered anything. */
  z.object({ kind: z.literal('ended'), code: failureCode }),
]);
export type GuidedState = z.infer<typeof guidedState>;

/** A registration on Microsoft's page. */
export const guidedEnrolment = z.object({
  id: guid,
  startedAt: instant,
  holder: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
  profile: z.object({ id: z.string(), name: z.string(), allowedAaguids: z.array(z.string()) }),
  /** Whether somebody was invited to it: then it ends the invitation. */
  isInvited: z.boolean(),
  /** What the profile wants set on the key and nobody can set there. */
  leftOut: z.array(z.enum(['alwaysUv', 'enterpriseAttestation', 'minPinLength', 'forcePinChange'])),
  state: guidedState,
});
export type GuidedEnrolment = z.infer<typeof guidedEnrolment>;

/** What a holder chooses among. */
export const guidedProfile = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  allowedAaguids: z.array(z.string()),
});
export type GuidedProfile = z.infer<typeof guidedProfile>;

/** What an open invitation asks of a key that is registered like this. Its serial is not to be seen there. */
export const guidedInvitation = z.object({
  profile: guidedProfile,
  expectedSerial: z.string().nullable(),
  expectedAaguid: z.string().nullable(),
});
export type GuidedInvitation = z.infer<typeof guidedInvitation>;

/**
 * `GET /api/self/guided`: the caller's own, the newest of the last day, and the profiles that a new one can follow.
 * `invitation`: where one is open whose profile accepts this way, it is what a new one follows.
 */
export const myGuided = z.object({
  enrolment: guidedEnrolment.nullable(),
  profiles: z.array(guidedProfile),
  invitation: guidedInvitation.nullable(),
});
export type MyGuided = z.infer<typeof myGuided>;

/** `POST /api/guided`: for somebody who sits beside an operator. 201. */
export const startGuided = z.strictObject({ userId: guid, profileId: z.string().max(64) });
export type StartGuided = z.infer<typeof startGuided>;

/**
 * `POST /api/self/guided`: for oneself; the token says who. By a profile, or by the invitation that is open. 201.
 * By an invitation as `POST /api/me/enrolments`.
 */
export const startMyGuided = z.union([
  startGuided.omit({ userId: true }),
  z.strictObject({ byInvitation: z.literal(true) }),
]);
export type StartMyGuided = z.infer<typeof startMyGuided>;

/** `POST …/key`: which of several is theirs. */
export const chooseGuidedKey = z.strictObject({ methodId: z.string().max(2_000) });
