import { AppError } from '#shared/failure/appError.ts';
import { type FailureCode, isFailureCode } from '#shared/failure/codes.ts';

/** What stands in for the code where somebody other than our backend answered, such as a proxy. */
const CODE_OF_STATUS: ReadonlyMap<number, FailureCode> = new Map([
  [400, 'request_invalid'],
  [403, 'session_forbidden'],
  [404, 'not_found'],
  [409, 'conflict'],
  [413, 'request_too_large'],
  [429, 'rate_limited'],
  [502, 'backend_unreachable'],
  [503, 'backend_unreachable'],
  [504, 'backend_unreachable'],
]);

/**
 * Turns a refusal into its failure: by the `code` of the problem document, else by the status.
 * @see RFC 9457; shared/api/common.ts problem
 */
export async function readProblem(response: Response): Promise<AppError> {
  const { code, requestId } = await readDocument(response);
  // Whatever else a 401 calls itself: a new token has been tried, so the person has to sign in.
  const isKnown = code === 'session_not_fresh' || code === 'session_step_up';
  const failure =
    response.status === 401 && !isKnown
      ? 'session_expired'
      : (code ?? CODE_OF_STATUS.get(response.status));
  const reference = requestId === undefined ? '' : `, request ${requestId}`;
  return new AppError(failure ?? 'internal', `The backend answered ${response.status}${reference}`);
}

async function readDocument(
  response: Response,
): Promise<{ code?: FailureCode; requestId?: string }> {
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    return {};
  }
  if (typeof body !== 'object' || body === null) return {};
  return {
    ...('code' in body && typeof body.code === 'string' && isFailureCode(body.code)
      ? { code: body.code }
      : {}),
    ...('requestId' in body && typeof body.requestId === 'string' && REQUEST_ID.test(body.requestId)
      ? { requestId: body.requestId }
      : {}),
  };
}

const REQUEST_ID = /^[\w-]{1,64}$/;

/**
 * The claims a backend asks for with 401 `insufficient_claims`, as JSON; undefined where it asks for none.
 * Wire: `WWW-Authenticate: Bearer …, error="insufficient_claims", claims="<base64 of JSON>"`.
 */
export function claimsChallenge(header: string | null): string | undefined {
  if (header === null || !header.includes('insufficient_claims')) return undefined;
  const encoded = /claims="([A-Za-z0-9+/=_-]+)"/.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const json = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    JSON.parse(json);
    return json;
  } catch {
    return undefined;
  }
}
