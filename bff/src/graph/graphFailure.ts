import { z } from 'zod';
import { GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { type GraphRequest, isRead } from './graphRequest.ts';
import { isJsonObject } from './isJsonObject.ts';

const CODE_OF_STATUS: Readonly<Record<number, FailureCode>> = {
  400: 'graph_bad_request',
  401: 'graph_unauthorized',
  403: 'graph_forbidden',
  404: 'graph_not_found',
  405: 'graph_method_not_allowed',
  409: 'graph_conflict',
  429: 'graph_throttled',
};

/** Texts that Graph is known to send; anything else is told apart by status only, because texts change. */
const CODE_OF_TEXT: readonly (readonly [status: number, text: RegExp, code: FailureCode])[] = [
  [400, /User or group restriction policy failed/i, 'user_outside_passkey_policy'],
  [400, /Invalid LifetimeInMinutes/i, 'pass_lifetime_refused'],
];

const inner = z.looseObject({ 'request-id': z.string().optional() });
const envelope = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string().optional(),
    innerError: inner.optional(),
    innererror: inner.optional(),
  }),
});

/** What of an error envelope is kept; the message is read once for known texts and then dropped. */
function readEnvelope(body: string) {
  try {
    const { error } = envelope.parse(JSON.parse(body));
    const details = error.innerError ?? error.innererror;
    return {
      code: error.code.slice(0, 100),
      message: error.message ?? '',
      requestId: details?.['request-id'],
    };
  } catch {
    return { code: undefined, message: '', requestId: undefined };
  }
}

/** Seconds of `Retry-After`, given as a number or as a date (RFC 9110 §10.2.3). */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** The claims that a challenge asks for, as JSON; undefined where it asks for none (RFC 6750 §3). */
function readClaims(header: string | null): string | undefined {
  if (header === null || !header.includes('insufficient_claims')) return undefined;
  const encoded = /claims="([A-Za-z0-9+/=_-]+)"/.exec(header)?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  return isJsonObject(text) ? text : undefined;
}

/** Whether a refusal leaves open if the call was carried out: a server that failed may have done so afterwards. */
function isOutcomeUnknown(request: GraphRequest, status: number): boolean {
  return !isRead(request) && (status >= 500 || status === 408);
}

function codeOf(request: GraphRequest, status: number, message: string): FailureCode {
  if (isOutcomeUnknown(request, status)) return 'graph_outcome_unknown';
  const known = CODE_OF_TEXT.find(([of, text]) => of === status && text.test(message));
  if (known) return known[2];
  if (status >= 500 || status === 408) return 'graph_unavailable';
  if (status < 400) return 'graph_response_invalid';
  return CODE_OF_STATUS[status] ?? 'graph_bad_request';
}

/** Turns an answer other than 2xx into its failure. */
export function graphFailure(
  request: GraphRequest,
  response: Response,
  body: string,
  now: number,
): GraphError {
  const { code, message, requestId } = readEnvelope(body);
  return new GraphError(
    codeOf(request, response.status, message),
    `Graph answered ${request.operation} with status ${response.status}`,
    {
      httpStatus: response.status,
      graphCode: code,
      requestId: response.headers.get('request-id') ?? requestId,
      retryAfterSeconds: readRetryAfter(response.headers.get('retry-after'), now),
      claims: readClaims(response.headers.get('www-authenticate')),
    },
  );
}
