import { parseAuditLine } from '#bff/audit/auditLine.ts';
import { createHttpsSink } from '#bff/audit/httpsSink.ts';
import { type AuditPlace, type Hanging, hang, type SinkFault, SLOW_MS } from './auditPlace.ts';
import type { VirtualClock } from './virtualClock.ts';

const URL_OF_PLACE = 'https://audit.contoso.example/in';
const WRONG_ROOT = 'ab'.repeat(32);
const TOO_FULL = 507;

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
          await hanging?.over;
          return answer(new Request(input, init));
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
    read: () => Promise.resolve(lines.map((line) => `${line}\n`).join('')),
  };
}
