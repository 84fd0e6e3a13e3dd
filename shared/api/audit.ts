import { z } from 'zod';
import { guid, instant } from './common.ts';

/** One record of the audit log, with the name that the holder had when the enrolment began. */
export const auditRecord = z.object({
  seq: z.int().positive(),
  at: instant,
  phase: z.enum(['intent', 'outcome']),
  action: z.string(),
  /** `ok` or a failure code; null in an intent. */
  result: z.string().nullable(),
  /** An Entra object id, or `system`. */
  actorId: z.string(),
  holderId: z.string().nullable(),
  holderName: z.string().nullable(),
  enrolmentId: z.string().nullable(),
  keySerial: z.string().nullable(),
  keyAaguid: z.string().nullable(),
  approvalId: z.string().nullable(),
  /** Authentication contexts that the actor's sign-in satisfied, and when they signed in, as the token said. */
  authentication: z.object({ acrs: z.array(z.string()), authTime: instant.nullable() }).nullable(),
  requestId: z.string().nullable(),
  graphRequestId: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  hash: z.string(),
});
export type AuditRecordView = z.infer<typeof auditRecord>;

const word = z.string().regex(/^[A-Za-z_]{1,60}$/);

/** What an audit search asks for; everything is optional. `failed` as a result: every outcome that is not `ok`. */
export const auditFilter = z.object({
  from: instant.optional(),
  to: instant.optional(),
  action: word.optional(),
  actor: z.union([guid, z.literal('system')]).optional(),
  holder: guid.optional(),
  result: word.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** `GET /api/audit`: filters and where the page before ended. */
export const auditQuery = auditFilter.extend({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});

/** `GET /api/audit`: newest first, at most 100; `cursor` for the next ones, null at the end. `actions`: all that occur. */
export const auditPage = z.object({
  records: z.array(auditRecord),
  cursor: z.string().nullable(),
  actions: z.array(z.string()),
});
export type AuditPage = z.infer<typeof auditPage>;

/** How the log can be taken away. */
export const AUDIT_FORMATS = ['jsonl', 'csv'] as const;
/** `GET /api/audit/export`: the same filters, oldest first, without an end. */
export const auditExportQuery = auditFilter.extend({ format: z.enum(AUDIT_FORMATS) });
export type AuditFormat = (typeof AUDIT_FORMATS)[number];
