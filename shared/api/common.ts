import { z } from 'zod';
import { FAILURE_CODES } from '../failure/codes.ts';

/** Binary data on the wire: base64url without padding (RFC 4648 §5). */
export const base64Url = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/)
  .max(16_384);

/**
 * An Entra object id or one of our ids: a GUID. However it is spelled, it reaches everybody in lower case: two spellings are one
 * person for guard, limits, audit and the database alike.
 */
export const guid = z.guid().toLowerCase();

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime();

/** A stable failure code. */
export const failureCode = z.enum(FAILURE_CODES);

/**
 * The body of every refusal (RFC 9457 problem+json). It names members of the request by path and never repeats their
 * values; `requestId` is what support asks for.
 */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: failureCode,
  requestId: z.string(),
  /** Graph's `request-id`, when Graph refused. */
  graphRequestId: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
