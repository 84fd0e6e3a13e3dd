import { randomUUID } from 'node:crypto';
import { createApp } from '#bff/app.ts';
import type { Caller } from '#bff/auth/caller.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { ACTOR, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';
import { createOwnKeyDesk } from './ownKeyDesk.ts';
import type { OwnKeyParts } from './ownKeyParts.ts';
import { settleRemovals } from './settleRemovals.ts';
import { ownKeyPartsOf } from './testOwnKeys.ts';

type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** The routes about one's own keys over a bench, as somebody who has just signed in. */
export function keyHolderOf(bench: TestBench, change: Partial<OwnKeyParts> = {}) {
  const callers: Record<string, Caller> = {};
  const parts = ownKeyPartsOf(bench, change);
  const app = createApp({
    ...benchDeps(bench, callers),
    ownKeys: createOwnKeyDesk(parts),
  });
  const self = {
    parts,
    id: '',
    /** Somebody new is at the page. */
    arrive(id = bench.newHolder()) {
      self.id = id;
      self.signIn({});
    },
    signIn(more: Partial<Caller>) {
      const seconds = Math.floor(bench.clock.now / 1000);
      callers['me'] = testCaller({
        ...{ id: self.id, roles: [], displayName: 'Lee Gu', authTime: seconds },
        ...more,
      });
    },
    async call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
      const answer = await app.request(`/api${path}`, {
        method,
        headers: {
          authorization: 'Bearer me',
          'idempotency-key': randomUUID(),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json: unknown = await answer.json();
      return {
        status: answer.status,
        body: json as Record<string, unknown>,
        headers: answer.headers,
      };
    },
    /** An operator enrols a key for them. @returns the enrolment, and the id of the method */
    async enrolled(): Promise<{ enrolmentId: string; methodId: string }> {
      const key = bench.newKey();
      const named = { ...ACTOR, displayName: 'Omar Haddad' };
      const body = { userId: self.id, profileId: 'new-colleague', key: key.plugged() };
      const begun = await bench.enrolments.start(body, named);
      const { enrolment } = await runToRest(bench, key, begun);
      const methodId = self.methods().at(-1) ?? '';
      return { enrolmentId: enrolment.id, methodId };
    },
    /** What the directory really has. */
    methods: () => (bench.directory.passkeys.get(self.id) ?? []).map(({ id }) => id),
    /** `action phase result` of the audit, about them or by them, the oldest first. */
    async audited(): Promise<string[]> {
      const rows = (await bench.database.sql(
        'select action, phase, result from audit where holder_id = $1 or actor_id = $2 order by seq',
        [self.id, self.id],
      )) as { action: string; phase: string; result: string | null }[];
      return rows.map(({ action, phase, result }) =>
        [action, phase, result].filter((word) => word !== null).join(' '),
      );
    },
    /** Kinds of notices in the outbox, with who gets them. */
    async notices(): Promise<{ kind: string; to: string | null }[]> {
      const rows = (await bench.database.sql(
        `select notice->>'kind' as kind, recipient_id as "to" from outbox order by created_at, kind`,
        [],
      )) as { kind: string; to: string | null }[];
      return rows.map(({ kind, to }) => ({ kind, to }));
    },
    async pinState(enrolmentId: string): Promise<string | undefined> {
      const [row] = (await bench.database.sql(
        'select state, wrapped_key is null as gone from escrow where enrolment_id = $1',
        [enrolmentId],
      )) as { state: string; gone: boolean }[];
      return row === undefined ? undefined : `${row.state}${row.gone ? ', gone' : ''}`;
    },
    /** The background job, when its turn has come. */
    later(ms = 61_000) {
      bench.clock.now += ms;
      self.signIn({});
      return settleRemovals(parts);
    },
  };
  return self;
}
