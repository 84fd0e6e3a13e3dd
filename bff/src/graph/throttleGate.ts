import { GraphError } from '#shared/failure/appError.ts';
import type { GraphPorts } from './graphPorts.ts';

/** Where Graph names no time: 5 s, doubled while it goes on refusing, at most 2 minutes. */
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 120;
const JITTER_MS = 1_000;

/** After a 429 everybody waits: Graph counts refused calls as well. */
export interface ThrottleGate {
  /** Milliseconds until calls may go out; 0 when open. */
  closedMs(): number;
  /** Closes the gate as a 429 asks; returns the refusal with the seconds to wait filled in. */
  close(error: GraphError): GraphError;
  /** The refusal for a call that was not even sent. */
  refusal(): GraphError;
}

/** Builds an open gate. */
export function createThrottleGate(ports: Pick<GraphPorts, 'clock' | 'random'>): ThrottleGate {
  let openAt = 0;
  let waitSeconds = FIRST_WAIT_SECONDS;
  const closedMs = () => Math.max(0, openAt - ports.clock.now());
  return {
    closedMs,
    close(error) {
      const now = ports.clock.now();
      // Long after the last refusal the doubling starts afresh.
      if (now > openAt + waitSeconds * 1000) waitSeconds = FIRST_WAIT_SECONDS;
      const seconds = error.retryAfterSeconds ?? waitSeconds;
      waitSeconds = Math.min(waitSeconds * 2, LONGEST_WAIT_SECONDS);
      openAt = Math.max(openAt, now + seconds * 1000 + Math.round(ports.random() * JITTER_MS));
      return new GraphError(error.code, error.message, {
        httpStatus: error.httpStatus,
        graphCode: error.graphCode,
        requestId: error.requestId,
        retryAfterSeconds: seconds,
      });
    },
    refusal: () =>
      new GraphError('graph_throttled', 'Graph asked for a pause that is not over', {
        retryAfterSeconds: Math.ceil(closedMs() / 1000),
      }),
  };
}
