import { z } from 'zod';

/** The parts of Graph's answers about applications and policies that are used. What is not there is not "none". */

const instantText = z.iso.datetime({ offset: true });

/** keyCredential; `key` is the certificate, base64. */
const keyCredential = z.object({
  keyId: z.guid(),
  displayName: z.string().nullish(),
  endDateTime: instantText,
  key: z.base64().nullish(),
});
export type KeyCredential = z.infer<typeof keyCredential>;

const passwordCredential = z.object({
  keyId: z.guid(),
  displayName: z.string().nullish(),
  endDateTime: instantText.nullish(),
});

/** The credentials of an application, or of a service principal. */
export const registrationResource = z.object({
  id: z.guid(),
  passwordCredentials: z.array(passwordCredential),
  keyCredentials: z.array(keyCredential),
});

export const principalResource = registrationResource.extend({ servicePrincipalType: z.string() });

/** federatedIdentityCredential. */
export const federatedResource = z.object({ id: z.guid(), name: z.string() });

/** An administrative unit of somebody; its name is null where it may not be read. */
export const shownUnitResource = z.object({
  id: z.guid(),
  displayName: z.string().nullable(),
  isMemberManagementRestricted: z.boolean().nullable(),
});

/** A person, or another application. */
export const ownerResource = z.object({ id: z.guid(), displayName: z.string().nullish() });
export type OwnerResource = z.infer<typeof ownerResource>;

/** appRoleAssignment. */
export const grantResource = z.object({ appRoleId: z.guid(), resourceId: z.guid() });

/** The service principal of an API, with what it lets be granted. */
export const apiResource = z.object({
  id: z.guid(),
  appId: z.guid(),
  displayName: z.string(),
  appRoles: z.array(z.object({ id: z.guid(), value: z.string().nullish() })),
});

/** conditionalAccessPolicy. */
export const conditionalAccessResource = z.object({
  id: z.guid(),
  displayName: z.string(),
  state: z.string(),
  conditions: z.object({
    applications: z
      .object({ includeAuthenticationContextClassReferences: z.array(z.string()).nullish() })
      .nullish(),
  }),
});
export type ConditionalAccessResource = z.infer<typeof conditionalAccessResource>;
