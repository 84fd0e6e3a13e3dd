import { z } from 'zod';
import { WAYS_BEST_FIRST } from '../enrolment/acceptedWays.ts';
import type { EnrolmentProfile, PinPolicy, ProfileContent } from '../enrolment/profile.ts';
import { instant } from './common.ts';

const drawn = {
  source: z.literal('random'),
  length: z.number().int(),
  alphabet: z.enum(['digits', 'alphanumeric']),
  disclosure: z.enum(['holderOnly', 'operatorOnce', 'sealedLetter']).exactOptional(),
};
const typed = { source: z.literal('typedByHolder') };
const existing = { source: z.literal('existing') };

const members = {
  name: z.string(),
  description: z.string(),
  reset: z.enum(['never', 'ifUsed', 'always']),
  pin: z.discriminatedUnion('source', [
    z.object(drawn),
    z.object(typed),
    z.object(existing),
  ]) satisfies z.ZodType<PinPolicy>,
  minPinLength: z.number().int().nullable(),
  minPinLengthRpIds: z.array(z.string()),
  forcePinChange: z.boolean(),
  alwaysUv: z.boolean(),
  enterpriseAttestation: z.boolean(),
  requireTrustedAttestation: z.boolean(),
  allowedAaguids: z.array(z.string()),
  displayNameTemplate: z.string(),
  oldKeys: z.enum(['keep', 'removeAfterProof']),
  ways: z.array(z.enum(WAYS_BEST_FIRST)).readonly().exactOptional(),
  onForbidden: z.enum(['flag', 'remove']).exactOptional(),
};

/** {@link EnrolmentProfile} on the wire. */
export const enrolmentProfile = z.object({
  id: z.string(),
  version: z.number().int(),
  ...members,
}) satisfies z.ZodType<EnrolmentProfile>;

/** `GET /api/profiles`: those an enrolment can begin with, the default first. */
export const profileList = z.object({ profiles: z.array(enrolmentProfile) });

/** One version. `changedBy` is null for those that came with the software. */
export const profileVersion = z.object({
  profile: enrolmentProfile,
  state: z.enum(['current', 'retired']),
  changedAt: instant,
  changedBy: z.object({ id: z.string(), displayName: z.string().nullable() }).nullable(),
});
export type ProfileVersion = z.infer<typeof profileVersion>;

/** How many enrolments follow a profile now, and how many ever did. */
const profileUse = z.object({ open: z.number().int(), total: z.number().int() });
export type ProfileUse = z.infer<typeof profileUse>;

export const profileEntry = profileVersion.extend({ enrolments: profileUse });
export type ProfileEntry = z.infer<typeof profileEntry>;

/** `GET /api/profiles/all`: the newest version of each, retired ones too. */
export const profileOverview = z.object({ profiles: z.array(profileEntry) });

/** `GET /api/profiles/{id}`: its versions, the newest first. */
export const profileHistory = z.object({
  versions: z.array(profileVersion),
  enrolments: profileUse,
});
export type ProfileHistory = z.infer<typeof profileHistory>;

/** {@link ProfileContent} as it is sent: no other member, nothing larger than any profile. What contradicts itself is for `profileProblems` to say. */
export const profileContent = z.strictObject({
  ...members,
  name: z.string().max(200),
  description: z.string().max(1_000),
  pin: z.discriminatedUnion('source', [
    z.strictObject(drawn),
    z.strictObject(typed),
    z.strictObject(existing),
  ]),
  minPinLengthRpIds: z.array(z.string().max(300)).max(20),
  allowedAaguids: z.array(z.string().max(36)).max(200),
  displayNameTemplate: z.string().max(300),
  ways: z.array(z.enum(WAYS_BEST_FIRST)).max(WAYS_BEST_FIRST.length).readonly().exactOptional(),
}) satisfies z.ZodType<ProfileContent>;

/** `POST /api/profiles`. 201. */
export const createProfile = z.strictObject({ profile: profileContent });

const basedOn = z.number().int().positive();

/** `POST /api/profiles/{id}/versions`: `basedOn` is the version that was changed. 201. */
export const editProfile = z.strictObject({ basedOn, profile: profileContent });

/** `POST /api/profiles/{id}/retire`. */
export const retireProfile = z.strictObject({ basedOn });
