import { randomUUID } from 'node:crypto';
import { realClock } from '#e2e/authenticator/realClock.ts';
import type { Tenant } from '#e2e/tenant/createTenant.ts';
import { createHttpBackend } from '#web/adapters/http/httpBackend.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import { openPage, type StationPage } from '../world/stationPage.ts';
import { unasked } from '../world/unasked.ts';
import type { WatchedKey } from '../world/watchedKey.ts';

/** An answer that never comes. */
function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

/** What is seen of the requests of a page. */
export interface RequestWatch {
  sent(path: string): void;
  /** `sentAt` on the harness' own clock; only what our backend itself answered with success. */
  answered(path: string, sentAt: number): void;
  /** It has an answer, or will never get one. */
  ended(): void;
}

/** Where the backend is, and who gives tokens for it. */
export interface Surroundings {
  readonly origin: string;
  readonly tenant: Tenant;
}

/** The backend as a signed-in person's browser has it: the product's own HTTP adapter over real sockets. */
export function backendOf(
  { origin, tenant }: Surroundings,
  person: string,
  send: typeof fetch = fetch,
): BackendPort {
  return createHttpBackend({
    origin,
    fetch: send,
    token: async () => tenant.mintAccessToken({ person }),
    timers: realClock,
    randomUuid: randomUUID,
    pageSession: randomUUID(),
  });
}

/** A page at a station in real time, as {@link openPage} makes it. */
export interface RealPage extends StationPage {
  readonly backend: BackendPort;
}

/** Loads a page in an operator's browser. */
export function openRealPage(
  around: Surroundings,
  operatorId: string,
  plugged: readonly WatchedKey[],
  watch: RequestWatch,
): RealPage {
  const closing = new AbortController();

  /** A closed tab hears nothing any more, and what it asks for is not sent. */
  const send: typeof fetch = async (input, init) => {
    const path = new URL(new Request(input).url).pathname;
    if (closing.signal.aborted) return never();
    const sentAt = performance.now();
    watch.sent(path);
    const signals = [closing.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
      if (closing.signal.aborted) return never();
      if (response.ok) watch.answered(path, sentAt);
      return response;
    } catch (error) {
      if (closing.signal.aborted) return never();
      throw error;
    } finally {
      watch.ended();
    }
  };

  const backend = backendOf(around, operatorId, send);
  const page = openPage({
    ...{ operatorId, role: 'operator', clock: realClock, plugged },
    connect: () => ({ backend, own: unasked() }),
  });
  return {
    ...page,
    get isDead() {
      return page.isDead;
    },
    backend,
    die() {
      page.die();
      closing.abort();
    },
  };
}
