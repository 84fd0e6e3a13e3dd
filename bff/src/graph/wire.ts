import { z } from 'zod';

/** The parts of Graph's answers that are used, spelled as Graph spells them. Unknown members are dropped. */

/** A page of a list; `@odata.nextLink` while there is more. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ value: z.array(item), '@odata.nextLink': z.url().optional() });
}

/** `/organization` is a collection of one. */
export const organizationPage = pageOf(z.object({ id: z.guid(), displayName: z.string() }));

export const userResource = z.object({
  id: z.guid(),
  displayName: z.string().nullable(),
  userPrincipalName: z.string(),
  mail: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
});
export type UserResource = z.infer<typeof userResource>;

/** Any object of the directory, where only its id is asked for. */
export const groupResource = z.object({ id: z.guid() });

export const namedGroupResource = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
});
export type NamedGroupResource = z.infer<typeof namedGroupResource>;

/**
 * unifiedRoleAssignment and unifiedRoleEligibilityScheduleInstance; the principal may be a person, a group or an
 * application. Roles that Entra brings have their template's id, in every tenant the same.
 */
export const roleAssignmentResource = z.object({
  principalId: z.guid(),
  roleDefinitionId: z.guid(),
  /** `/` is the whole tenant; null where the scope is an application's own. */
  directoryScopeId: z.string().nullish(),
});

/** A group with whether directory roles may be given to it. One whose name is not shown may not be read: null is no answer then. */
export const groupKindResource = z.object({
  id: z.guid(),
  displayName: z.string(),
  isAssignableToRole: z.boolean().nullable(),
});

/** An administrative unit; a name that is not shown means the same as with groups. */
export const unitResource = z.object({
  id: z.guid(),
  displayName: z.string(),
  isMemberManagementRestricted: z.boolean().nullable(),
});
export type UnitResource = z.infer<typeof unitResource>;

/** privilegedAccessGroupEligibilityScheduleInstance: who may become member or owner of a group for a time. */
export const eligibleGroupResource = z.object({ principalId: z.guid(), groupId: z.guid() });

/** What a `$batch` gives, in the order asked; each part has a shape of its own. */
export const batchParts = z.object({ parts: z.array(z.unknown()) });

/** A page of people with how many there are in all, which Graph says on the first page. */
export const countedPeoplePage = pageOf(userResource).extend({
  '@odata.count': z.int().nonnegative().optional(),
});

/** fido2AuthenticationMethod. Old tenants' methods may lack almost everything. */
export const fido2MethodResource = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  createdDateTime: z.iso.datetime({ offset: true }).nullish(),
  lastUsedDateTime: z.iso.datetime({ offset: true }).nullish(),
  aaGuid: z.string().nullish(),
  model: z.string().nullish(),
  attestationLevel: z.string().nullish(),
  passkeyType: z.string().nullish(),
});
export type Fido2MethodResource = z.infer<typeof fido2MethodResource>;

const keyRestrictions = z.object({
  isEnforced: z.boolean().nullish(),
  enforcementType: z.string().nullish(),
  aaGuids: z.array(z.string()).nullish(),
});

const passkeyProfile = z.object({
  id: z.string(),
  /** Flags in one text: `deviceBound,synced`. */
  passkeyTypes: z.string().nullish(),
  attestationEnforcement: z.string().nullish(),
  keyRestrictions: keyRestrictions.nullish(),
});
export type PasskeyProfileResource = z.infer<typeof passkeyProfile>;

/** fido2AuthenticationMethodConfiguration; `isAttestationEnforced` and `keyRestrictions` end in October 2027. */
export const fido2Policy = z.object({
  state: z.string(),
  isSelfServiceRegistrationAllowed: z.boolean().nullish(),
  isAttestationEnforced: z.boolean().nullish(),
  keyRestrictions: keyRestrictions.nullish(),
  defaultPasskeyProfile: z.string().nullish(),
  includeTargets: z.array(
    z.object({ id: z.string(), allowedPasskeyProfiles: z.array(z.string()).nullish() }),
  ),
  excludeTargets: z.array(z.object({ id: z.string() })).nullish(),
  passkeyProfiles: z.array(passkeyProfile).nullish(),
});
export type Fido2Policy = z.infer<typeof fido2Policy>;

const minutes = z.int().positive();

/** temporaryAccessPassAuthenticationMethodConfiguration. */
export const accessPassPolicy = z.object({
  state: z.string(),
  defaultLifetimeInMinutes: minutes,
  minimumLifetimeInMinutes: minutes,
  maximumLifetimeInMinutes: minutes,
  includeTargets: z.array(z.object({ id: z.string() })),
  excludeTargets: z.array(z.object({ id: z.string() })).nullish(),
});
export type AccessPassPolicy = z.infer<typeof accessPassPolicy>;

/** temporaryAccessPassAuthenticationMethod, without the pass. */
export const accessPassResource = z.object({
  id: z.string().min(1),
  createdDateTime: z.iso.datetime({ offset: true }).nullish(),
  startDateTime: z.iso.datetime({ offset: true }),
  lifetimeInMinutes: minutes,
  isUsableOnce: z.boolean(),
  isUsable: z.boolean(),
  methodUsabilityReason: z.string().nullish(),
});
export type AccessPassResource = z.infer<typeof accessPassResource>;

/** The answer that made it, the only one with the pass. */
export const newAccessPassResource = accessPassResource.extend({
  temporaryAccessPass: z.string().min(1).max(100),
});

/** What of a user says how to write to them. */
export const languageResource = z.object({ preferredLanguage: z.string().nullish() });

/** webauthnCredentialCreationOptions; `type` and `alg` lists are dynamic. Sizes are far above what was ever seen. */
export const creationOptionsResource = z.object({
  challengeTimeoutDateTime: z.iso.datetime({ offset: true }),
  publicKey: z.object({
    rp: z.object({ id: z.string().min(1).max(253), name: z.string().max(200) }),
    user: z.object({
      id: z.string().regex(/^[A-Za-z0-9_-]{1,86}$/),
      name: z.string(),
      displayName: z.string(),
    }),
    challenge: z.string().regex(/^[A-Za-z0-9_-]{16,16000}$/),
    pubKeyCredParams: z.array(z.object({ type: z.string(), alg: z.int() })).min(1),
    timeout: z.int().exactOptional(),
    excludeCredentials: z
      .array(
        z.object({
          type: z.string(),
          id: z.string(),
          transports: z.array(z.string()).exactOptional(),
        }),
      )
      .exactOptional(),
    authenticatorSelection: z
      .object({
        authenticatorAttachment: z.string().exactOptional(),
        requireResidentKey: z.boolean().exactOptional(),
        userVerification: z.string().exactOptional(),
      })
      .exactOptional(),
    attestation: z.string().exactOptional(),
    extensions: z.record(z.string(), z.unknown()).exactOptional(),
  }),
});

/** 204: no body. */
export const nothing = z.null();

/** Answers that say nothing we need: with a body or without. */
export const anything = z.unknown();
