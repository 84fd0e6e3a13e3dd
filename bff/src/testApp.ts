import { createApp } from './app.ts';
import type { AppDeps } from './deps.ts';
import {
  FORGETFUL,
  TEST_NOW,
  testCaller,
  testConfig,
  testDirectory,
  testLog,
  testTokens,
} from './testDeps.ts';

/** Somebody whose name nobody may take for mark-up. */
export const ADELE = {
  id: '11111111-2222-4333-8444-555555555555',
  displayName: "<b>Ade'le</b> \u202eVance",
  userPrincipalName: 'adele.vance@contoso.example',
  mail: null,
  enabled: true,
  guest: false,
};

/** A call that nothing in a test makes. */
export const unused = () => Promise.reject(new TypeError('unexpected call'));

/** The whole application with parts that refuse every call, but for those given. */
export function testApp(changes: Partial<AppDeps> = {}) {
  const { log, lines } = testLog();
  const deps: AppDeps = {
    config: testConfig(),
    log,
    clock: { now: () => TEST_NOW },
    graphClock: () => null,
    directory: testDirectory({ tenantName: () => Promise.resolve('Contoso') }),
    ownTurn: unused,
    peopleLists: {
      searchGroups: unused,
      searchUnits: unused,
      groupPeople: unused,
      resolve: unused,
      check: unused,
    },
    enrolments: {
      start: unused,
      plugIn: unused,
      list: unused,
      show: unused,
      report: unused,
      cancel: unused,
      authenticate: unused,
      unfinished: unused,
    },
    guided: {
      start: unused,
      show: unused,
      newestOf: unused,
      choose: unused,
      watchAgain: unused,
      cancel: unused,
    },
    profiles: {
      current: unused,
      list: unused,
      listAll: unused,
      show: unused,
      create: unused,
      edit: unused,
      retire: unused,
    },
    batches: {
      list: unused,
      create: unused,
      show: unused,
      addPeople: unused,
      people: unused,
      changeState: unused,
      next: unused,
      changePerson: unused,
      retryFailed: unused,
      results: unused,
    },
    invitations: {
      list: unused,
      check: unused,
      invite: unused,
      issueAgain: unused,
      remind: unused,
      cancel: unused,
      noteVisit: unused,
      own: unused,
      startOwn: unused,
      ownGuided: unused,
      startOwnGuided: unused,
      tidyOwn: unused,
    },
    passes: { list: unused, disclose: unused, confirm: unused },
    scopes: { list: unused, change: unused },
    posture: { report: unused, look: unused },
    approvals: { list: unused, show: unused, ask: unused, decide: unused, withdraw: unused },
    guard: { check: unused, checkNow: unused, problem: () => Promise.resolve(null) },
    operators: { listSuspended: unused, setSuspended: unused },
    batchLetters: { disclose: unused, confirm: unused },
    pins: {
      list: () => Promise.resolve([]),
      listToHandOver: () => Promise.resolve([]),
      disclose: unused,
      confirm: unused,
    },
    removals: {
      list: unused,
      show: unused,
      plan: unused,
      start: unused,
      stop: unused,
      results: unused,
    },
    ownKeys: {
      list: unused,
      remove: unused,
      lose: unused,
      rename: unused,
      events: unused,
      report: unused,
      lost: unused,
    },
    printLetter: unused,
    auditReader: { search: unused, takeAway: unused },
    idempotency: FORGETFUL,
    inventory: { serialsOf: () => Promise.resolve(new Map([['method-1', '12345678']])) },
    validateToken: testTokens({
      operator: testCaller(),
      holder: testCaller({ roles: [] }),
      guest: testCaller({ roles: ['Admin'], isGuest: true }),
    }),
    readiness: [],
    ...changes,
  };
  const app = createApp(deps);
  const get = (path: string, token?: string) =>
    app.request(path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  return { app, get, lines };
}
