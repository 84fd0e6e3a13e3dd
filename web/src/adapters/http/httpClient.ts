import { APPROVAL_HEADER } from '#shared/api/headers.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { CallOptions, TokenPort, TokenRequest } from '#web/usecases/ports.ts';
import type { StepUpDesk } from '#web/usecases/session/stepUpDesk.ts';
import { claimsChallenge, readProblem } from './readProblem.ts';

/** What the client is made of. */
export interface HttpClientParts {
  /** Empty where the backend also serves the page. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly token: TokenPort['token'];
  /**
   * Has the person sign in again, with what the backend asked for; left out where nobody is there.
   * @throws AppError `session_step_up` where they would not, `cancelled` by the signal.
   */
  readonly stepUp?: StepUpDesk['ask'];
  readonly timers: CtapTimers;
  readonly randomUuid: () => string;
}

/** A call that says more about itself. */
export interface RequestOptions extends CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** False for a POST whose answer is a secret: the backend gives it once, and says no to its repetition. */
  readonly repeats?: boolean;
}

/** A file, with what its answer said of it. */
export interface Download {
  readonly file: Blob;
  readonly headers: Headers;
}

/** Requests to our backend: a bearer token, JSON in and out. */
export interface HttpClient {
  get<Answer>(path: string, options?: CallOptions): Promise<Answer>;
  post<Answer>(path: string, body: unknown, options?: RequestOptions): Promise<Answer>;
  /** A POST that is answered with a file. */
  download(path: string, options?: RequestOptions): Promise<Download>;
  /** A GET that is answered with a file. */
  fetchFile(path: string, options?: CallOptions): Promise<Download>;
}

/** Graph may take its time behind some routes; beyond this nobody is there. */
const TIMEOUT_MS = 60_000;

/**
 * Makes the client. Failures: AppError by the code of the problem document; `backend_unreachable` for an answer that did
 * not come or is not ours; `session_expired` when a new token does not help; `cancelled` by the signal.
 * A request whose answer did not come is sent once more, a POST under the same `Idempotency-Key`: the backend does it once
 * and gives the same answer. Who waited in vain for a minute is not sent again. A 401 is an answer (nothing was done), so
 * every request is sent again with a new token, once. Where that one will not do for `session_step_up`, the call waits until
 * the person has signed in again, and is then sent as it was.
 */
export function createHttpClient(parts: HttpClientParts): HttpClient {
  async function exchange(
    path: string,
    init: RequestInit,
    tokenRequest: TokenRequest | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const token = await parts.token(tokenRequest);
    const timeout = new AbortController();
    const stop = parts.timers.setTimeout(() => timeout.abort(), TIMEOUT_MS);
    const { fetch } = parts;
    try {
      const response = await fetch(`${parts.origin}${path}`, {
        ...init,
        headers: { ...init.headers, accept: 'application/json', authorization: `Bearer ${token}` },
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: signal === undefined ? timeout.signal : AbortSignal.any([signal, timeout.signal]),
      });
      // Whole, while the clock still runs: an answer can also stand still half-way.
      return new Response(await response.arrayBuffer(), response);
    } catch (cause) {
      if (signal?.aborted) throw new AppError('cancelled', 'The request was given up', { cause });
      if (timeout.signal.aborted) {
        throw new AppError('backend_unreachable', 'The backend took too long', { cause });
      }
      throw new LostAnswer('backend_unreachable', 'The backend did not answer', { cause });
    } finally {
      stop();
    }
  }

  /** Another token by itself, else by the person. */
  async function answerRefusal(
    refused: Response,
    path: string,
    init: RequestInit,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    let claims = claimsChallenge(refused.headers.get('www-authenticate'));
    const isStepUp = await wantsStepUp(refused);
    try {
      const response = await exchange(path, init, { renew: true, claims }, signal);
      if (parts.stepUp === undefined || !(await wantsStepUp(response))) return response;
      claims = claimsChallenge(response.headers.get('www-authenticate'));
    } catch (error) {
      const isForPerson = error instanceof AppError && error.code === 'session_expired';
      if (!isStepUp || !isForPerson || parts.stepUp === undefined) throw error;
    }
    await parts.stepUp({ claims, signal });
    return exchange(path, init, undefined, signal);
  }

  async function request(
    path: string,
    init: RequestInit,
    { signal }: CallOptions,
  ): Promise<Response> {
    if (signal?.aborted) throw new AppError('cancelled', 'The request was given up');
    let response = await exchange(path, init, undefined, signal);
    if (response.status === 401) {
      response = await answerRefusal(response, path, init, signal);
    }
    if (!response.ok) throw await readProblem(response);
    return response;
  }

  async function ask<Answer>(
    path: string,
    init: RequestInit,
    options: CallOptions,
  ): Promise<Answer> {
    return readBody(await request(path, init, options), options.signal, readJson<Answer>);
  }

  return {
    async get(path, options = {}) {
      try {
        return await ask(path, { method: 'GET' }, options);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'backend_unreachable') throw error;
        return ask(path, { method: 'GET' }, options);
      }
    },
    async post<Answer>(path: string, body: unknown, options: RequestOptions = {}) {
      const init = postOf(body, parts.randomUuid(), options);
      try {
        return await ask<Answer>(path, init, options);
      } catch (lost) {
        if (!(lost instanceof LostAnswer) || options.repeats === false) throw lost;
        try {
          return await ask<Answer>(path, init, options);
        } catch (error) {
          // The first one is still at work: its end is not known yet, and the caller has to look.
          throw error instanceof AppError && error.code === 'conflict' ? lost : error;
        }
      }
    },
    async download(path, options = {}) {
      const response = await request(path, postOf(undefined, parts.randomUuid(), options), options);
      const file = await readBody(response, options.signal, (whole) => whole.blob());
      return { file, headers: response.headers };
    },
    async fetchFile(path, options = {}) {
      const response = await request(path, { method: 'GET' }, options);
      const file = await readBody(response, options.signal, (whole) => whole.blob());
      return { file, headers: response.headers };
    },
  };
}

async function wantsStepUp(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  return (await readProblem(response.clone())).code === 'session_step_up';
}

/** The connection broke: nobody knows whether the request arrived. */
class LostAnswer extends AppError {}

/** The key names this call: however often it arrives, it is done once. */
function postOf(body: unknown, callId: string, { headers, approval }: RequestOptions): RequestInit {
  const named = {
    ...headers,
    'idempotency-key': callId,
    ...(approval !== undefined && { [APPROVAL_HEADER]: approval }),
  };
  return body === undefined
    ? { method: 'POST', headers: named }
    : {
        method: 'POST',
        headers: { ...named, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
}

/** Our own backend has checked what it sends (usecases/ports.ts says why no schema does it here again). */
async function readJson<Answer>(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

async function readBody<Body>(
  response: Response,
  signal: AbortSignal | undefined,
  read: (response: Response) => Promise<Body>,
): Promise<Body> {
  try {
    return await read(response);
  } catch (cause) {
    if (signal?.aborted) throw new AppError('cancelled', 'The request was given up', { cause });
    throw new LostAnswer('backend_unreachable', 'The answer broke off', { cause });
  }
}
