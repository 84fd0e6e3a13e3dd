import { z } from 'zod';
import { guid } from './common.ts';

/** What a person may do here: the app roles of the API registration, without their `Keywright.` prefix. */
export const ROLES = ['Admin', 'Operator', 'Helpdesk', 'Auditor'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** `GET /api/me`: who the caller is, as the validated token says. */
export const me = z.object({
  id: guid,
  tenantId: guid,
  displayName: z.string(),
  userPrincipalName: z.string(),
  roles: z.array(role),
  tenantName: z.string(),
  /** Something here needs another person's approval. */
  hasApprovals: z.literal(true).exactOptional(),
});
export type Me = z.infer<typeof me>;

/**
 * `/config.json`, fetched by the page before anything else. In production only `clientId`, `authority`, `scope` are
 * set; the members for an emulated tenant let MSAL talk to a loopback address.
 */
export const pageConfig = z.object({
  /** Origin of the backend, empty where it also serves the page. */
  apiOrigin: z.string(),
  /** Shown in the top bar; null in production. */
  environmentBadge: z.string().nullable(),
  /** The companion extension, where it was packed with a key of one's own. */
  companionExtensionId: z.string().optional(),
  auth: z.object({
    clientId: guid,
    authority: z.url(),
    scope: z.string(),
    knownAuthorities: z.array(z.string()).optional(),
    authorityMetadata: z.string().optional(),
  }),
});
export type PageConfig = z.infer<typeof pageConfig>;
