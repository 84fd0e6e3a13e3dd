import { randomUUID } from 'node:crypto';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createHttpBackend } from '#web/adapters/http/httpBackend.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import { type CallerRole, tokenOf } from './callers.ts';
import type { Mortal } from './probe.ts';

/** A page in somebody's browser, as the wire knows it. */
export interface PageOnWire extends Mortal {
  readonly personId: string;
  readonly role: CallerRole;
  /** The page's own random id, which it sends where it asks for a PIN. */
  readonly session: string;
  readonly isDead: boolean;
  /** Only the person can get another token. */
  isSignedOut: boolean;
}

/** What lies between pages and backends. */
export interface Link {
  /** Carries a request to one of the backends and its answer back; a page that died meanwhile gets none. */
  exchange(page: PageOnWire, name: keyof BackendPort, request: Request): Promise<Response>;
}

/**
 * The backend as a page has it: the product's own HTTP client, over a wire that can be cut. Each method has a client of its
 * own, so that its requests can be told from those of others.
 */
export function createPageBackend(
  link: Link,
  timers: CtapTimers,
  page: () => PageOnWire,
  session: string,
): BackendPort {
  const clients = new Map<keyof BackendPort, BackendPort>();

  function clientFor(name: keyof BackendPort): BackendPort {
    const made = createHttpBackend({
      origin: 'https://keys.contoso.example',
      pageSession: session,
      randomUuid: randomUUID,
      timers,
      async token() {
        const { isSignedOut, role, personId } = page();
        if (isSignedOut) throw new AppError('session_expired', 'the session is over');
        return tokenOf(role, personId);
      },
      fetch: (input, init) => link.exchange(page(), name, asSent(input, init)),
    });
    clients.set(name, made);
    return made;
  }

  return new Proxy({} as BackendPort, {
    get: (_, name: keyof BackendPort) => (clients.get(name) ?? clientFor(name))[name],
  });
}

/** With the length of its body, as a browser sends it; without one the backend would have to count. */
function asSent(input: string | URL | Request, init: RequestInit = {}): Request {
  const request = new Request(input, init);
  if (typeof init.body === 'string') {
    request.headers.set('content-length', String(Buffer.byteLength(init.body)));
  }
  return request;
}

/** An answer that never comes. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

/** What comes first: the answer, or that the page does not want it any more. */
export function unlessGivenUp<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new DOMException('The request was given up', 'AbortError'));
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
