/** One request of somebody as the backend's log tells it. */
export interface RequestTime {
  readonly route: string;
  readonly callerId: string;
  /** Milliseconds from its first line of code to its last. */
  readonly ms: number;
  /** For how many of these it waited for Graph: for a turn there, or for an answer. */
  readonly graphMs: number;
}

interface LogLine {
  readonly time: string;
  readonly event?: string;
  readonly requestId?: string;
  readonly callerId?: string;
  readonly route?: string;
  readonly durationMs?: number;
  readonly waitedMs?: number;
}

/** From when to when, in milliseconds. */
type Span = readonly [from: number, until: number];

/** Reads the requests of signed-in people from what a backend wrote. */
export function requestTimes(output: string): RequestTime[] {
  const lines = output.split('\n').flatMap(lineOf);
  const calls = new Map<string, Span[]>();
  for (const { event, time, requestId, durationMs = 0, waitedMs = 0 } of lines) {
    if (event !== 'graph_call' || requestId === undefined) continue;
    const until = Date.parse(time);
    const spans = calls.get(requestId) ?? [];
    calls.set(requestId, [...spans, [until - durationMs - waitedMs, until]]);
  }
  return lines.flatMap(({ event, requestId = '', callerId, route = '', durationMs: ms }) =>
    event === 'request' && callerId !== undefined && ms !== undefined
      ? [{ route, callerId, ms, graphMs: lengthOf(calls.get(requestId) ?? []) }]
      : [],
  );
}

function lineOf(text: string): LogLine[] {
  try {
    return text.startsWith('{') ? [JSON.parse(text)] : [];
  } catch {
    return [];
  }
}

/** What spans cover together: calls at the same time are waited for once. */
function lengthOf(spans: readonly Span[]): number {
  let length = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const [from, until] of spans.toSorted(([a], [b]) => a - b)) {
    length += Math.max(0, until - Math.max(from, end));
    end = Math.max(end, until);
  }
  return length;
}
