import { createApp } from '#bff/app.ts';
import type { AppDeps } from '#bff/deps.ts';
import { createLogger } from '#bff/log/logger.ts';
import { testConfig } from '#bff/testDeps.ts';
import { callerOf } from './callers.ts';
import { unasked } from './unasked.ts';

/** What differs from backend to backend. */
export type OwnDeps = Pick<
  AppDeps,
  | 'directory'
  | 'guard'
  | 'enrolments'
  | 'pins'
  | 'ownKeys'
  | 'inventory'
  | 'auditReader'
  | 'idempotency'
  | 'invitations'
>;

/** The product's app, built once for a lane: to build its routes takes longer than to answer by them. */
export interface LaneApp {
  /** Answers as the backend with these would. */
  fetch(request: Request, deps: OwnDeps): Promise<Response>;
}

/** Between two calls by the clock of the limit per caller, which other tests are about. */
const A_MINUTE_MS = 60_000;

/** Builds the app of a lane. */
export function createLaneApp(): LaneApp {
  /** Whose request it is; there is one at a time. */
  let current: OwnDeps | null = null;
  const late = <Name extends keyof OwnDeps>(name: Name): OwnDeps[Name] =>
    new Proxy({} as OwnDeps[Name], {
      get: (_, member) => {
        if (current === null) throw new TypeError('a request to no backend');
        return Reflect.get(current[name], member);
      },
    });
  let time = 0;
  const app = createApp({
    config: testConfig({ servePage: null }),
    log: createLogger({ write: () => undefined, now: () => 0, level: 'error' }),
    clock: {
      now() {
        time += A_MINUTE_MS;
        return time;
      },
    },
    graphClock: () => null,
    directory: late('directory'),
    ownTurn: (_, work) => work(),
    guard: late('guard'),
    enrolments: late('enrolments'),
    pins: late('pins'),
    ownKeys: late('ownKeys'),
    inventory: late('inventory'),
    auditReader: late('auditReader'),
    idempotency: late('idempotency'),
    invitations: late('invitations'),
    peopleLists: unasked(),
    profiles: unasked(),
    batches: unasked(),
    batchLetters: unasked(),
    operators: unasked(),
    guided: unasked(),
    passes: unasked(),
    scopes: unasked(),
    posture: unasked(),
    approvals: unasked(),
    removals: unasked(),
    printLetter: async ({ pin }) => Uint8Array.from(Buffer.from(`%PDF-1.7 ${pin.reveal()}`)),
    // Everybody has signed in just now.
    validateToken: async (token) => ({ ...(await callerOf(token)), authTime: time / 1000 }),
    readiness: [],
  });
  return {
    async fetch(request, deps) {
      if (current !== null) throw new TypeError('a request while another one is answered');
      current = deps;
      try {
        return await app.fetch(request);
      } finally {
        current = null;
      }
    },
  };
}
