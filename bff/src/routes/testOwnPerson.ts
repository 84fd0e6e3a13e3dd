import { randomUUID } from 'node:crypto';
import { createApp } from '#bff/app.ts';
import type { Caller } from '#bff/auth/caller.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { ACTOR, createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey, type TestKeyOptions } from '#bff/enrolment/testKey.ts';
import type { InvitationParts } from '#bff/invitations/invitationParts.ts';
import {
  createInvitationService,
  type InvitationService,
} from '#bff/invitations/invitationService.ts';
import {
  invitationPartsOf,
  inviteBody,
  TestAccessPasses,
} from '#bff/invitations/testInvitations.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { Enrolment, Invitation, Invite } from '#shared/api/index.ts';

/** The authentication context that these routes ask for. */
export const CONTEXT = 'c3';

/** What a route answered. */
export interface OwnAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** Somebody who is invited, and the backend as they reach it: over the routes about oneself. */
export interface OwnPerson {
  readonly bench: TestBench;
  readonly passes: TestAccessPasses;
  readonly parts: InvitationParts;
  readonly service: InvitationService;
  /** Whoever it is at the moment. */
  readonly holder: string;
  /** Somebody new, with a token that is fresh and strong. */
  begin(): void;
  /** Their token: fresh and strong, unless said otherwise. */
  signIn(change?: Partial<Caller>): void;
  invite(change?: Partial<Invite>): Promise<Invitation>;
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<OwnAnswer>;
  newKey(options?: TestKeyOptions): TestKey;
  start(key: TestKey): Promise<OwnAnswer>;
  /** The enrolment service as they have it. */
  readonly enrolments: TestBench['enrolments'];
  /** The invitation as operators see it. */
  seen(id: string): Promise<Invitation | undefined>;
}

/** Builds a backend for one person after the other. */
export async function createOwnPerson(): Promise<OwnPerson> {
  const bench = await createTestBench();
  const passes = new TestAccessPasses(bench);
  const parts = invitationPartsOf(bench, passes);
  const service = createInvitationService(parts);
  const callers: Record<string, Caller> = {};
  const deps = benchDeps(bench, callers, parts);
  const ownSignIn = { maximumAgeSeconds: 600, context: CONTEXT };
  const app = createApp({ ...deps, config: { ...deps.config, ownSignIn } });
  let holder = '';
  let serial = 70_000;
  const send = async (path: string, body: unknown) => {
    const answer = await person.call('POST', `/enrolments/${path}`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as never;
  };
  const person: OwnPerson = {
    ...{ bench, passes, parts, service },
    get holder() {
      return holder;
    },
    begin() {
      holder = bench.newHolder();
      person.signIn();
    },
    signIn(change = {}) {
      const seconds = Math.floor(bench.clock.now / 1000);
      callers['me'] = testCaller({
        ...{ id: holder, roles: [], authTime: seconds - 60, acrs: [CONTEXT], issuedAt: seconds },
        ...change,
      });
    },
    invite: (change = {}) => service.invite(inviteBody(bench, holder, change), ACTOR),
    async call(method, path, body) {
      const answer = await app.request(`/api/me${path}`, {
        method,
        headers: {
          authorization: 'Bearer me',
          'idempotency-key': randomUUID(),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, body: json, headers: answer.headers };
    },
    newKey(options = {}) {
      serial += 1;
      return new TestKey({ serial: String(serial), ...options });
    },
    start: (key) => person.call('POST', '/enrolments', { key: key.plugged() }),
    enrolments: {
      ...bench.enrolments,
      report: (id, body) => send(`${id}/events`, body),
      authenticate: (id, body) => send(`${id}/pin-auth`, body),
    },
    seen: async (id) => (await service.list()).invitations.find((one) => one.id === id),
  };
  return person;
}

/** An answer that is an enrolment. */
export const enrolmentIn = ({ body }: Pick<OwnAnswer, 'body'>) => body as unknown as Enrolment;
