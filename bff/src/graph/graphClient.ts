import type { z } from 'zod';
import type { Logger } from '#bff/log/logger.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { isAllowedCall } from './allowedCalls.ts';
import type { AppTokenSource } from './appToken.ts';
import type { DirectoryCall } from './directory.ts';
import { createGraphClock } from './graphClock.ts';
import { graphFailure } from './graphFailure.ts';
import type { GraphPorts } from './graphPorts.ts';
import type { GraphRequest } from './graphRequest.ts';
import { readLimited } from './readLimited.ts';
import { createThrottleGate } from './throttleGate.ts';

const TIMEOUT_MS = 30_000;
/** A person waits at the other end: beyond this, saying "later" is better than waiting. */
const RETRY_BUDGET_MS = 20_000;
const MAXIMUM_ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 500;
const RETRYABLE_STATUS: readonly number[] = [429, 503, 504];

export interface GraphClientOptions {
  readonly origin: string;
  readonly tokens: AppTokenSource;
  readonly log: Logger;
  readonly ports: GraphPorts;
}

/** An answer with a 2xx status, body as text. */
interface Answer {
  readonly response: Response;
  readonly body: string;
}

/** Sends allow-listed calls with the app token. Knows nothing of what they mean. */
export interface GraphClient {
  /**
   * Sends one call and parses its answer; `url` is a `nextLink` of that call.
   * A GET is repeated after 429, 503, 504 and broken connections, within 20 s. A POST or DELETE is sent once, and a
   * second time only after 401, which is certain not to have been carried out.
   * @throws GraphError; AppError `cancelled` when the signal ended a GET.
   */
  send<T>(request: GraphRequest, schema: z.ZodType<T>, call?: DirectoryCall, url?: URL): Promise<T>;
  /** An instant of Graph's clock by ours, which may be wrong. ISO 8601. */
  toOurClock(instant: string): string;
}

function isRetryable(error: unknown): error is GraphError {
  if (!(error instanceof GraphError)) return false;
  return error.httpStatus === undefined
    ? error.code === 'graph_unavailable'
    : RETRYABLE_STATUS.includes(error.httpStatus);
}

/** Builds the client of one tenant. All its calls share one throttle gate. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { ports, tokens, log } = options;
  const gate = createThrottleGate(ports);
  const graphClock = createGraphClock(ports.clock, log);

  /** A call whose connection broke: read again, or, where something may have been done, look first. */
  function broken(request: GraphRequest, call: DirectoryCall, cause: unknown): AppError {
    if (request.method !== 'GET') {
      return new GraphError('graph_outcome_unknown', `no answer to ${request.operation}`, {
        cause,
      });
    }
    return call.signal?.aborted === true
      ? new AppError('cancelled', 'the caller gave up', { cause })
      : new GraphError('graph_unavailable', `no answer to ${request.operation}`, { cause });
  }

  async function exchange(
    request: GraphRequest,
    url: URL,
    token: string,
    call: DirectoryCall,
  ): Promise<Answer> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      'client-request-id': ports.randomUuid(),
      ...(request.isEventual ? { consistencylevel: 'eventual' } : {}),
      ...(call.priority ? { 'x-ms-throttle-priority': call.priority } : {}),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    try {
      const response = await ports.fetch(url, {
        method: request.method,
        headers,
        // A redirect would carry the token to an address nobody checked.
        redirect: 'manual',
        signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      graphClock.note(response);
      return { response, body: await readLimited(response) };
    } catch (cause) {
      throw broken(request, call, cause);
    }
  }

  function note(
    request: GraphRequest,
    answer: Answer,
    call: DirectoryCall,
    startedAt: number,
    attempt: number,
  ): void {
    const requestId = answer.response.headers.get('request-id');
    if (requestId !== null) call.onRequestId?.(requestId);
    log.info('graph_call', {
      operation: request.operation,
      method: request.method,
      graphStatus: answer.response.status,
      durationMs: ports.clock.now() - startedAt,
      attempt,
      ...(requestId === null ? {} : { graphRequestId: requestId }),
    });
  }

  /** One attempt: the call, and after 401 the same call once more with a fresh token. */
  async function attemptOnce(
    request: GraphRequest,
    url: URL,
    call: DirectoryCall,
    attempt: number,
  ): Promise<Answer> {
    const startedAt = ports.clock.now();
    const token = await tokens.get();
    let answer = await exchange(request, url, token.reveal(), call);
    note(request, answer, call, startedAt, attempt);
    if (answer.response.status === 401) {
      const fresh = await tokens.renew(token);
      answer = await exchange(request, url, fresh.reveal(), call);
      note(request, answer, call, startedAt, attempt);
    }
    if (answer.response.ok) return answer;
    const failure = graphFailure(request, answer.response, answer.body, ports.clock.now());
    if (failure.code === 'graph_throttled') throw gate.close(failure);
    throw failure;
  }

  function backoffMs(error: GraphError, attempt: number): number {
    if (error.retryAfterSeconds !== undefined) return error.retryAfterSeconds * 1000;
    return FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + ports.random());
  }

  async function pause(ms: number, call: DirectoryCall): Promise<void> {
    try {
      await ports.sleep(ms, call.signal);
    } catch (cause) {
      throw new AppError('cancelled', 'the caller gave up', { cause });
    }
  }

  async function read(request: GraphRequest, url: URL, call: DirectoryCall): Promise<Answer> {
    const deadline = ports.clock.now() + RETRY_BUDGET_MS;
    for (let attempt = 1; ; attempt += 1) {
      const closedMs = gate.closedMs();
      if (ports.clock.now() + closedMs > deadline) throw gate.refusal();
      if (closedMs > 0) await pause(closedMs, call);
      try {
        return await attemptOnce(request, url, call, attempt);
      } catch (error) {
        if (!isRetryable(error) || attempt >= MAXIMUM_ATTEMPTS) throw error;
        const waitMs = backoffMs(error, attempt);
        if (ports.clock.now() + waitMs > deadline) throw error;
        await pause(waitMs, call);
      }
    }
  }

  async function write(request: GraphRequest, url: URL, call: DirectoryCall): Promise<Answer> {
    if (call.signal?.aborted === true) {
      throw new AppError('cancelled', 'the caller gave up before the call was sent');
    }
    if (gate.closedMs() > 0) throw gate.refusal();
    return attemptOnce(request, url, call, 1);
  }

  function parse<T>(request: GraphRequest, answer: Answer, schema: z.ZodType<T>): T {
    try {
      return schema.parse(answer.body === '' ? null : JSON.parse(answer.body));
    } catch {
      const requestId = answer.response.headers.get('request-id') ?? undefined;
      // Something was done, only its answer is of no use: the caller must look.
      const code = request.method === 'GET' ? 'graph_response_invalid' : 'graph_outcome_unknown';
      throw new GraphError(code, `Graph's answer to ${request.operation} has another shape`, {
        httpStatus: answer.response.status,
        requestId,
      });
    }
  }

  return {
    toOurClock: graphClock.toOurs,
    async send(request, schema, call = {}, url = new URL(request.path, options.origin)) {
      if (url.origin !== options.origin || !isAllowedCall(request.method, url)) {
        throw new TypeError(`not an allowed Graph call: ${request.operation}`);
      }
      const carry = request.method === 'GET' ? read : write;
      try {
        return parse(request, await carry(request, url, call), schema);
      } catch (error) {
        if (error instanceof AppError) {
          log.warn('graph_call_failed', { operation: request.operation, code: error.code });
        }
        throw error;
      }
    },
  };
}
