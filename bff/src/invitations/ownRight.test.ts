import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEnrolmentService, type EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import {
  ACTOR,
  createTestBench,
  performOnPage,
  runToRest,
  type TestBench,
  typesOf,
} from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import { findUnattended, goOnUnattended } from '#bff/enrolment/unattended.ts';
import type { OwnRegistrations } from '#bff/graph/ownRegistrations.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { Secret } from '#bff/log/secret.ts';
import type { Enrolment } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { createInvitationService, type InvitationService } from './invitationService.ts';
import { invitationPartsOf, inviteBody } from './testInvitations.ts';

const TOKEN = new Secret('their-token');
const CLAIMS = '{"access_token":{}}';

let bench: TestBench;
let service: EnrolmentService;
let invitations: InvitationService;
let holder: string;
/** What is asked in somebody's name, oldest first. */
let asked: string[];
/** How the next call of that name ends. */
let failing: Partial<Record<keyof OwnRegistrations, AppError>>;

function own(): OwnRegistrations {
  const enter = (name: keyof OwnRegistrations, token: Secret<string>) => {
    expect(token).toBe(TOKEN);
    asked.push(name);
    const failure = failing[name];
    delete failing[name];
    if (failure !== undefined) throw failure;
  };
  return {
    prepare: async (token) => enter('prepare', token),
    async creationOptions(token) {
      enter('creationOptions', token);
      return bench.directory.creationOptions(holder);
    },
    async createPasskey(token, body, call) {
      enter('createPasskey', token);
      return bench.directory.createPasskey(holder, body, call);
    },
  };
}

const parts = () => ({ ...bench.parts, ownRegistrations: own() });

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  asked = [];
  failing = {};
  holder = bench.newHolder();
  service = createEnrolmentService(parts());
  const enrolments = service;
  invitations = createInvitationService({ ...invitationPartsOf(bench), ...parts(), enrolments });
});

const self = () => ({ ...ACTOR, id: holder, userToken: TOKEN, onlyOwn: true }) as const;

/** As the person reaches it. */
const theirs = (): EnrolmentService => ({
  ...service,
  report: (id, body) => service.report(id, body, self()),
  authenticate: (id, call) => service.authenticate(id, call, self()),
});

async function begin(key: TestKey): Promise<Enrolment> {
  await invitations.invite(inviteBody(bench, holder), ACTOR);
  return invitations.startOwn({ key: key.plugged() }, self());
}

/** To where the key has been asked for a passkey next. */
async function toCredential(key: TestKey): Promise<Enrolment> {
  let enrolment = await begin(key);
  while (enrolment.action.kind !== 'makeCredential') {
    enrolment = await performOnPage(bench, theirs(), key, enrolment);
  }
  return enrolment;
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('a key that its holder registers by their own right', () => {
  it('is registered in their name, and everything else is as ever', async () => {
    const key = bench.newKey();
    const first = await begin(key);
    const { enrolment } = await runToRest(bench, key, first, theirs());
    expect(enrolment.action).toEqual({ kind: 'done' });
    expect(asked).toEqual(['creationOptions', 'prepare', 'createPasskey']);
    expect(await typesOf(bench, first.id)).toEqual(
      expect.arrayContaining(['pinEscrowed', 'postStarted', 'registered', 'proved', 'finished']),
    );
    const said = `${bench.logLines.join()}${JSON.stringify(await bench.database.sql('select * from audit'))}`;
    expect(said).not.toContain('their-token');
  });

  it('is not the way of an operator’s enrolment', async () => {
    const key = bench.newKey();
    const started = await service.start(
      { userId: holder, profileId: 'new-colleague', key: key.plugged() },
      ACTOR,
    );
    const { enrolment } = await runToRest(bench, key, started, service);
    expect(enrolment.action).toEqual({ kind: 'done' });
    expect(asked).toEqual([]);
  });

  it('waits, with nothing in the journal, where Entra wants more of the sign-in', async () => {
    const key = bench.newKey();
    failing.creationOptions = new HttpFailure('session_step_up', '', { claims: CLAIMS });
    let failure: unknown;
    await toCredential(key).catch((error: unknown) => {
      failure = error;
    });
    expect(failure).toMatchObject({ code: 'session_step_up', claims: CLAIMS });
    const { enrolmentId } = await invitations.own(self());
    expect(await typesOf(bench, enrolmentId ?? '')).not.toContain('stepFailed');
    // After the sign-in the page asks for where it stands.
    const again = await service.show(enrolmentId ?? '', self(), true);
    const { enrolment } = await runToRest(bench, key, again, theirs());
    expect(enrolment.action).toEqual({ kind: 'done' });
  });

  it('is not begun to be posted where the token can not be exchanged any more', async () => {
    const key = bench.newKey();
    const ready = await toCredential(key);
    failing.prepare = new AppError('session_expired', '');
    expect(await codeOf(performOnPage(bench, theirs(), key, ready))).toBe('session_expired');
    expect(await typesOf(bench, ready.id)).not.toContain('postStarted');
    const again = await service.show(ready.id, self(), true);
    expect((await runToRest(bench, key, again, theirs())).enrolment.action.kind).toBe('done');
  });

  it('is posted anew, without a look first, where Graph wanted more of the sign-in', async () => {
    const key = bench.newKey();
    const ready = await toCredential(key);
    failing.createPasskey = new HttpFailure('session_step_up', '', { claims: CLAIMS });
    expect(await codeOf(performOnPage(bench, theirs(), key, ready))).toBe('session_step_up');
    expect((await typesOf(bench, ready.id)).at(-1)).toBe('postNotExecuted');
    bench.clock.now += 1_000;
    const again = await service.show(ready.id, self(), true);
    expect((await runToRest(bench, key, again, theirs())).enrolment.action.kind).toBe('done');
    expect(await typesOf(bench, ready.id)).not.toContain('absentSeen');
  });

  it('is told so, and loses nothing, where Entra does not let people do it', async () => {
    const key = bench.newKey();
    failing.creationOptions = new GraphError('self_service_unsupported', '', { httpStatus: 405 });
    expect(await codeOf(toCredential(key))).toBe('self_service_unsupported');
    const { enrolmentId, state } = await invitations.own(self());
    expect(state).toBe('keySeen');
    await service.cancel(enrolmentId ?? '', { keyIsLost: true }, self());
    expect(await invitations.own(self())).toMatchObject({ state: 'keySeen', enrolmentId: null });
  });

  it('is taken back where Entra refuses the registration itself', async () => {
    const key = bench.newKey();
    const ready = await toCredential(key);
    failing.createPasskey = new GraphError('self_service_unsupported', '', { httpStatus: 405 });
    const next = await performOnPage(bench, theirs(), key, ready);
    const { enrolment } = await runToRest(bench, key, next, theirs());
    expect(enrolment.action).toMatchObject({
      kind: 'rolledBack',
      code: 'self_service_unsupported',
    });
  });

  it('is never registered by the application where its holder has left: it looks, and waits', async () => {
    const key = bench.newKey();
    const ready = await toCredential(key);
    failing.createPasskey = new GraphError('graph_outcome_unknown', '');
    await performOnPage(bench, theirs(), key, ready);
    const before = bench.directory.posted.length;
    for (let sweep = 0; sweep < 3; sweep += 1) {
      bench.clock.now += 61_000;
      expect(await findUnattended(bench.parts, new Date(bench.clock.now))).toContain(ready.id);
      await bench.parts.store.withEnrolment(ready.id, (hold) =>
        goOnUnattended(parts(), hold, ready.id),
      );
    }
    expect(await typesOf(bench, ready.id)).toContain('absentSeen');
    expect(bench.directory.posted).toHaveLength(before);
    const again = await service.show(ready.id, self(), true);
    expect((await runToRest(bench, key, again, theirs())).enrolment.action.kind).toBe('done');
  });

  it('is registered for nobody but who has the token', async () => {
    const key = bench.newKey();
    const ready = await toCredential(key);
    const other = { ...self(), id: bench.newHolder() };
    const seen = { seq: ready.seq, event: { type: 'keySeen' } } as const;
    expect(await codeOf(service.report(ready.id, seen, other))).toBe('session_forbidden');
  });
});
