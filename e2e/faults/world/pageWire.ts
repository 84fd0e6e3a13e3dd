import { randomUUID } from 'node:crypto';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createHttpBackend, type HttpBackendParts } from '#web/adapters/http/httpBackend.ts';
import { createHttpOwnEnrolment } from '#web/adapters/http/httpOwnEnrolment.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
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
  exchange(page: PageOnWire, name: CallName, request: Request): Promise<Response>;
}

/** A request of a page, by the method that sends it; of those about oneself the port's name stands before it. */
export type CallName = keyof BackendPort | `own.${keyof OwnEnrolmentPort}`;

/** What a page has the backend's ports from. */
export interface PageLine {
  readonly link: Link;
  readonly timers: CtapTimers;
  readonly page: () => PageOnWire;
  readonly session: string;
}

/**
 * The backend as a page has it: the product's own HTTP client, over a wire that can be cut. Each method has a client of its
 * own, so that its requests can be told from those of others.
 */
export function createPageBackend(line: PageLine): BackendPort {
  return overWire<BackendPort>(line, createHttpBackend, (name) => name);
}

/** The same for what people do about themselves. */
export function createPageOwn(line: PageLine): OwnEnrolmentPort {
  return overWire<OwnEnrolmentPort>(line, createHttpOwnEnrolment, (name) => `own.${name}`);
}

function overWire<Port extends object>(
  { link, timers, page, session }: PageLine,
  create: (parts: HttpBackendParts) => Port,
  callName: (name: keyof Port) => CallName,
): Port {
  const clients = new Map<keyof Port, Port>();

  function clientFor(name: keyof Port): Port {
    const made = create({
      origin: 'https://keys.contoso.example',
      pageSession: session,
      randomUuid: randomUUID,
      timers,
      async token() {
        const { isSignedOut, role, personId } = page();
        if (isSignedOut) throw new AppError('session_expired', 'the session is over');
        return tokenOf(role, personId);
      },
      fetch: (input, init) => link.exchange(page(), callName(name), asSent(input, init)),
    });
    clients.set(name, made);
    return made;
  }

  return new Proxy({} as Port, {
    get: (_, name) => {
      const method = name as keyof Port;
      return (clients.get(method) ?? clientFor(method))[method];
    },
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
