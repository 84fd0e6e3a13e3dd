import { z } from 'zod';
import type { Secret } from '#bff/log/secret.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { AuditSink } from './auditSink.ts';

const WITHIN_MS = 10_000;
const NOTHING_YET = 204;
/** What an endpoint that only takes answers when it is asked. */
const CANNOT_SAY: readonly number[] = [404, 405, 501];

const headSchema = z.object({
  size: z.int().nonnegative(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});

export interface HttpsSinkParts {
  readonly url: string;
  readonly token: Secret<string> | null;
  readonly fetch: typeof fetch;
}

/**
 * An endpoint that takes lines by POST (`application/x-ndjson`), answers 2xx when they are safe, and may say by GET what it
 * has: `{"size":…,"root":"…"}`, or 204 for nothing yet. A POST whose answer was lost is sent again, so the endpoint drops
 * records and checkpoints it has already.
 */
export function createHttpsSink({ url, token, fetch: send }: HttpsSinkParts): AuditSink {
  const call = async (init: RequestInit, signal?: AbortSignal): Promise<Response> => {
    const timeout = AbortSignal.timeout(WITHIN_MS);
    const response = await send(url, {
      ...init,
      headers: {
        ...init.headers,
        accept: 'application/json',
        ...(token !== null && { authorization: `Bearer ${token.reveal()}` }),
      },
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return response;
  };
  return {
    name: nameOf(url),

    async readHead() {
      const response = await call({ method: 'GET' });
      const text = await response.text();
      if (response.status === NOTHING_YET) return null;
      if (CANNOT_SAY.includes(response.status)) return undefined;
      const head = response.ok ? headOf(text) : null;
      if (head === null) throw refused('does not say what it has');
      return head;
    },

    async append(lines, signal) {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: lines.map((line) => `${line}\n`).join(''),
      };
      const response = await call(init, signal);
      const text = await response.text();
      if (!response.ok) throw refused('does not take the audit');
      // Who says what it has now is believed, and must be right.
      const head = headOf(text);
      if (head !== null && !lines.some((line) => line.includes(head.root))) {
        throw refused('has something else than it was sent');
      }
    },
  };
}

/** Query and credentials may be secrets; host and path name the endpoint. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function headOf(text: string): z.infer<typeof headSchema> | null {
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function refused(what: string): AppError {
  return new AppError('audit_unavailable', `the second place of the audit ${what}`);
}
