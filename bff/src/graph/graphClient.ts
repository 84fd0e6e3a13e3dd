import type { z } from 'zod';
import type { Logger } from '#bff/log/logger.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { isAllowedBatch, isAllowedCall } from './allowedCalls.ts';
import type { TokenSource } from './appToken.ts';
import { callOrigin, takeTurnAhead } from './callOrigin.ts';
import type { DirectoryCall } from './directory.ts';
import { createGraphClock, type GraphClock } from './graphClock.ts';
import { graphFailure } from './graphFailure.ts';
import type { GraphPorts } from './graphPorts.ts';
import { type GraphRequest, isRead } from './graphRequest.ts';
import { type Answer, batchBody, joinParts } from './joinParts.ts';
import { type CallClass, type CallCost, ownClass, THROTTLE_PRIORITY } from './limiter/callClass.ts';
import type { GraphLimiter } from './limiter/graphLimiter.ts';
import { readPercentage } from './limiter/outcome.ts';
import { readLimited } from './readLimited.ts';
import { requestCost } from './requestCost.ts';

const TIMEOUT_MS = 30_000;
const MAXIMUM_ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 500;
const RETRYABLE_STATUS: readonly number[] = [429, 503, 504];
/**
 * Where somebody waits, saying "later" is soon better than waiting. A write is journaled: who waits can come again. Of self-service
 * many wait for one share, and to begin anew would only take them longer.
 */
const DEADLINE_MS: Readonly<Record<CallClass, { readonly read: number; readonly write: number }>> =
  {
    interactive: { read: 20_000, write: 5_000 },
    revoke: { read: 20_000, write: 5_000 },
    ownRevoke: { read: 20_000, write: 5_000 },
    own: { read: 45_000, write: 5_000 },
    bulk: { read: 60_000, write: 60_000 },
    sync: { read: 60_000, write: 60_000 },
  };

export interface GraphClientOptions {
  readonly origin: string;
  readonly tokens: TokenSource;
  readonly limiter: GraphLimiter;
  readonly log: Logger;
  readonly ports: GraphPorts;
}

/** One call on its way, over all of its attempts. */
interface Sending {
  readonly request: GraphRequest;
  readonly url: URL;
  readonly call: GraphCall;
  readonly class: CallClass;
  /** By our clock, in milliseconds. */
  readonly deadline: number;
  /** How often it was sent. */
  sent: number;
}

/** Options of a call, and whose token goes with it. */
interface GraphCall extends DirectoryCall {
  /** The person's own; left out: the application's. */
  readonly tokens?: TokenSource;
}

function classOf(call: DirectoryCall): CallClass {
  const callClass = call.class ?? 'interactive';
  return callOrigin().isSelfService ? ownClass(callClass) : callClass;
}

/** Sends allow-listed calls with the app token, when the limiter lets them. Knows nothing of what they mean. */
export interface GraphClient {
  /**
   * Sends one call and parses its answer; `url` is a `nextLink` of that call.
   * What only reads is repeated after 429, 503, 504 and broken connections, as long as its deadline allows. Anything else is sent
   * once, and a second time only after 401, which is certain not to have been carried out.
   * @throws GraphError; AppError `cancelled` when the signal ended a read, or any call before it was sent.
   */
  send<T>(request: GraphRequest, schema: z.ZodType<T>, call?: GraphCall, url?: URL): Promise<T>;
  /** An instant of Graph's clock by ours, which may be wrong. ISO 8601. */
  toOurClock(instant: string): string;
  /** How Graph's clock stands to ours. */
  readonly clockReading: GraphClock['reading'];
}

function isRetryable(error: unknown): error is GraphError {
  if (!(error instanceof GraphError)) return false;
  return error.httpStatus === undefined
    ? error.code === 'graph_unavailable' && error.retryAfterSeconds === undefined
    : RETRYABLE_STATUS.includes(error.httpStatus);
}

/** Whether Graph did its part: 408 is its own word for "too slow". */
function isAnswered({ status }: Response): boolean {
  return status < 500 && status !== 429 && status !== 408;
}

function isAllowed({ method, parts }: GraphRequest, url: URL): boolean {
  return parts === undefined ? isAllowedCall(method, url) : isAllowedBatch(parts, url);
}

/** Builds the client of one tenant. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { ports, limiter, log } = options;
  const graphClock = createGraphClock(ports.clock, log);

  /** A call whose connection broke: read again, or, where something may have been done, look first. */
  function broken({ request, call }: Sending, cause: unknown): AppError {
    if (!isRead(request)) {
      return new GraphError('graph_outcome_unknown', `no answer to ${request.operation}`, {
        cause,
      });
    }
    return call.signal?.aborted === true
      ? new AppError('cancelled', 'the caller gave up', { cause })
      : new GraphError('graph_unavailable', `no answer to ${request.operation}`, { cause });
  }

  async function fetchAnswer(sending: Sending, token: string): Promise<Answer> {
    const { request, url, call } = sending;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const content = request.parts === undefined ? request.body : batchBody(request.parts);
    const headers: Record<string, string> = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      'client-request-id': ports.randomUuid(),
      'x-ms-throttle-priority': THROTTLE_PRIORITY[sending.class],
      ...(request.isEventual ? { consistencylevel: 'eventual' } : {}),
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const response = await ports.fetch(url, {
      method: request.method,
      headers,
      // A redirect would carry the token to an address nobody checked.
      redirect: 'manual',
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    graphClock.note(response);
    const answer = { response, body: await readLimited(response) };
    return request.parts === undefined || !response.ok ? answer : joinParts(request.parts, answer);
  }

  /** @returns for how long, in milliseconds. */
  async function waitForTurn(sending: Sending, cost: CallCost): Promise<number> {
    const { request, call } = sending;
    const askedAt = ports.clock.now();
    const noUseAfter = callOrigin().isUnderWay ? sending.deadline : undefined;
    await limiter.admit(sending.class, cost, {
      signal: call.signal,
      deadlineMs: sending.deadline - askedAt,
      operator: call.operator,
      usableUntil: call.usableUntil === undefined ? noUseAfter : Date.parse(call.usableUntil),
      opensChallenge: request.opensChallenge,
    });
    return ports.clock.now() - askedAt;
  }

  /** Sends a call once, when its turn has come, and says what came of it to whoever gives out the turns. */
  async function exchange(sending: Sending, token: string): Promise<Answer> {
    const { request } = sending;
    const cost = requestCost(request);
    const waitedMs = takeTurnAhead(cost) ?? (await waitForTurn(sending, cost));
    const startedAt = ports.clock.now();
    sending.sent += 1;
    const outcome = { cost, isRepeat: sending.sent > 1, throttled: null, percentage: 0 };
    let answer: Answer;
    try {
      answer = await fetchAnswer(sending, token);
    } catch (cause) {
      await limiter.report({ ...outcome, isAnswered: false });
      throw broken(sending, cause);
    }
    note(sending, answer, { waitedMs, startedAt });
    const { response } = answer;
    const percentage = readPercentage(response.headers.get('x-ms-throttle-limit-percentage'));
    if (response.status !== 429) {
      await limiter.report({ ...outcome, percentage, isAnswered: isAnswered(response) });
      return answer;
    }
    const failure = graphFailure(request, response, answer.body, ports.clock.now());
    const retryAfterSeconds = failure.retryAfterSeconds ?? null;
    const throttled = {
      ...outcome,
      percentage,
      isAnswered: false,
      throttled: { retryAfterSeconds },
    };
    const gateMs = await limiter.report(throttled);
    throw new GraphError(failure.code, failure.message, {
      httpStatus: failure.httpStatus,
      graphCode: failure.graphCode,
      requestId: failure.requestId,
      retryAfterSeconds: retryAfterSeconds ?? Math.ceil(gateMs / 1000),
    });
  }

  function note(
    { request, call, sent }: Sending,
    { response }: Answer,
    { waitedMs, startedAt }: { readonly waitedMs: number; readonly startedAt: number },
  ): void {
    const graphRequestId = response.headers.get('request-id');
    if (graphRequestId !== null) call.onRequestId?.(graphRequestId);
    const { requestId } = callOrigin();
    log.info('graph_call', {
      ...(requestId !== undefined && { requestId }),
      operation: request.operation,
      method: request.method,
      graphStatus: response.status,
      durationMs: ports.clock.now() - startedAt,
      waitedMs,
      attempt: sent,
      ...(graphRequestId !== null && { graphRequestId }),
    });
  }

  /** One attempt: the call, and after 401 the same call once more with a fresh token. */
  async function attemptOnce(sending: Sending): Promise<Answer> {
    const { tokens = options.tokens } = sending.call;
    const token = await tokens.get();
    let answer = await exchange(sending, token.reveal());
    if (answer.response.status === 401) {
      const fresh = await tokens.renew(token);
      answer = await exchange(sending, fresh.reveal());
    }
    if (answer.response.ok) return answer;
    throw graphFailure(sending.request, answer.response, answer.body, ports.clock.now());
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

  async function read(sending: Sending): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await attemptOnce(sending);
      } catch (error) {
        if (!isRetryable(error) || attempt >= MAXIMUM_ATTEMPTS) throw error;
        const waitMs = backoffMs(error, attempt);
        if (ports.clock.now() + waitMs > sending.deadline) throw error;
        // After 429 everybody waits, and the limiter knows for how long.
        if (error.code !== 'graph_throttled') await pause(waitMs, sending.call);
      }
    }
  }

  function parse<T>(request: GraphRequest, answer: Answer, schema: z.ZodType<T>): T {
    try {
      return schema.parse(answer.body === '' ? null : JSON.parse(answer.body));
    } catch {
      const requestId = answer.response.headers.get('request-id') ?? undefined;
      // Something was done, only its answer is of no use: the caller must look.
      const code = isRead(request) ? 'graph_response_invalid' : 'graph_outcome_unknown';
      throw new GraphError(code, `Graph's answer to ${request.operation} has another shape`, {
        httpStatus: answer.response.status,
        requestId,
      });
    }
  }

  return {
    toOurClock: graphClock.toOurs,
    clockReading: graphClock.reading,
    async send(request, schema, call = {}, url = new URL(request.path, options.origin)) {
      if (url.origin !== options.origin || !isAllowed(request, url)) {
        throw new TypeError(`not an allowed Graph call: ${request.operation}`);
      }
      // `/me` is whoever has the token.
      if ((request.asUser === true) !== (call.tokens !== undefined)) {
        throw new TypeError(`another's token for ${request.operation}`);
      }
      const isSafe = isRead(request);
      const callClass = classOf(call);
      const patience = DEADLINE_MS[callClass][isSafe ? 'read' : 'write'];
      const deadline = ports.clock.now() + (call.deadlineMs ?? patience);
      const sending: Sending = { request, url, call, class: callClass, deadline, sent: 0 };
      try {
        return parse(request, await (isSafe ? read : attemptOnce)(sending), schema);
      } catch (error) {
        if (error instanceof AppError) {
          log.warn('graph_call_failed', { operation: request.operation, code: error.code });
        }
        throw error;
      }
    },
  };
}
