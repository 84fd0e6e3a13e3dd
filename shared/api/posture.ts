import { z } from 'zod';
import { instant } from './common.ts';

// Not in index.ts: only the page *Readiness* asks for it, and the Station would carry it.

/** What is looked at in the tenant, in the order in which it is shown. */
export const POSTURE_CHECKS = [
  'permissions',
  'secrets',
  'credential',
  'owners',
  'conditionalAccess',
  'canary',
] as const;
export type PostureCheck = (typeof POSTURE_CHECKS)[number];

/** `attention`: it works, with more power or for less long than it should. `unknown`: it could not be looked at. */
export const POSTURE_STATES = ['ok', 'attention', 'broken', 'unknown'] as const;
export type PostureState = (typeof POSTURE_STATES)[number];

/** Everything that a look can find, each with what it makes of its check. */
export const FINDING_STATES = {
  permissionsExact: 'ok',
  /** Subject: the permission's name; the same of the next five. */
  permissionMissing: 'broken',
  /** A documented one, for something that is not switched on. */
  permissionIdle: 'attention',
  permissionExtra: 'attention',
  permissionDangerous: 'broken',
  permissionNeeded: 'unknown',
  /** A directory role of the application itself. Subject: the id of its definition. */
  directoryRole: 'broken',
  noSecret: 'ok',
  /** Subject: its name, or its id. */
  secretThere: 'attention',
  certificateGood: 'ok',
  certificateNotNeeded: 'ok',
  certificateEnds: 'attention',
  certificateEnded: 'broken',
  /** The one that the backend has is not registered. */
  certificateUnknown: 'broken',
  certificateOther: 'attention',
  /** Subject: its name. */
  federationOther: 'attention',
  ownersExpected: 'ok',
  /** Subject: name and id. */
  ownerUnexpected: 'attention',
  contextNotSet: 'ok',
  /** Subject of these: the context, and where there is one the policy's name. */
  contextBound: 'ok',
  contextReportOnly: 'broken',
  contextOff: 'broken',
  contextUnbound: 'broken',
  canaryNotSet: 'attention',
  canaryRefused: 'ok',
  /** Graph did not refuse the write. */
  canaryNotRefused: 'broken',
  /** A refusal would say nothing. */
  canaryNotRestricted: 'attention',
  canaryNotFound: 'attention',
  applicationNotSet: 'unknown',
  applicationElsewhere: 'unknown',
  /** Subject: a failure code. */
  lookFailed: 'unknown',
} as const satisfies Record<string, PostureState>;
export type FindingCode = keyof typeof FINDING_STATES;

/** One thing that was found. Its subject may be a text of the directory: hostile until escaped. */
export const postureFinding = z.object({
  code: z.enum(Object.keys(FINDING_STATES) as [FindingCode, ...FindingCode[]]),
  subject: z.string().nullable(),
  /** When what it is about ends. */
  until: instant.nullable(),
});
export type PostureFinding = z.infer<typeof postureFinding>;

/**
 * `GET /api/posture`, for admins and auditors; `POST /api/posture/look`, for admins: looks now. All backends have the same
 * answer. `lookedAt` is null, and `checks` empty, until the first look has ended.
 */
export const postureReport = z.object({
  checks: z.array(
    z.object({
      check: z.enum(POSTURE_CHECKS),
      state: z.enum(POSTURE_STATES),
      findings: z.array(postureFinding),
      /** Since when it is in this state. */
      since: instant,
    }),
  ),
  lookedAt: instant.nullable(),
  /** Somebody is looking at the moment. */
  isLooking: z.boolean(),
});
export type PostureReport = z.infer<typeof postureReport>;
