import { parseAuditLine } from '#bff/audit/auditLine.ts';
import { createHttpsSink } from '#bff/audit/httpsSink.ts';
import { type AuditPlace, type Hanging, hang, type SinkFault, SLOW_MS } from './auditPlace.ts';
import type { VirtualClock } from './virtualClock.ts';

const URL_OF_PLACE = 'https://audit.contoso.example/in';
const WRONG_ROOT = 'ab'.repeat(32);
const TOO_FULL = 507;
/** As long as the product's sink waits for an answer. */
const TIMEOUT_MS = 10_000;

/** An endpoint as the second place, spoken to as over the network. It drops the lines that it has already. */
export function createHttpsPlace(clock: Pick<VirtualClock, 'jump'>): AuditPlace {
  const lines: string[] = [];
  let broken: SinkFault | null = null;
  let hanging: Hanging | null = null;

  function head(): Response {
    if (broken === 'corrupt') return Response.json({ size: lines.length + 1, root: WRONG_ROOT });
    for (const text of lines.toReversed()) {
      const line = parseAuditLine(text);
      if (line?.kind === 'record') {
        return Response.json({ size: line.record.seq, root: line.record.hash });
      }
    }
    return new Response(null, { status: 204 });
  }

  async function answer(request: Request): Promise<Response> {
    if (request.method === 'GET') return head();
    if (broken === 'full') return new Response(null, { status: TOO_FULL });
    const sent = (await request.text()).split('\n').filter((line) => line !== '');
    if (broken === 'corrupt') return Response.json({ size: lines.length, root: WRONG_ROOT });
    for (const line of sent) if (!lines.includes(line)) lines.push(line);
    return new Response(null, { status: 202 });
  }

  return {
    name: 'https',
    openSink: () =>
      createHttpsSink({
        url: URL_OF_PLACE,
        token: null,
        async fetch(input, init) {
          if (broken === 'refuses') throw new TypeError('fetch failed');
          if (broken === 'slow') clock.jump(SLOW_MS);
          const request = new Request(input, init);
          if (broken === 'hangs') {
            // Who asks what it has waits as long as the sink lets them; a batch is called off before that.
            if (request.method === 'GET') clock.jump(TIMEOUT_MS);
            else await Promise.race([hanging?.over, aborted(request.signal)]);
            throw new DOMException('no answer', 'TimeoutError');
          }
          return answer(request);
        },
      }),
    async break(fault) {
      await this.mend();
      broken = fault;
      if (fault === 'hangs') hanging = hang();
    },
    async mend() {
      broken = null;
      hanging?.end();
      hanging = null;
    },
    settled: () => Promise.resolve(),
    read: () => Promise.resolve(lines.map((line) => `${line}\n`).join('')),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
