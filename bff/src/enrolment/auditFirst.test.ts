import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import type { AuditRecord } from '#bff/audit/auditRecord.ts';
import type { Queries } from '#bff/store/queries.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createEnrolmentService } from './enrolmentService.ts';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';
import type { TestKey } from './testKey.ts';

/** What the database answers: its disk is full, or it does not take the record. */
const REFUSALS = [
  `do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`,
  'insert into audit (seq) values (null)',
];
const REFUSED: readonly unknown[] = ['database_unavailable', 'audit_unavailable'];

/** The audit log whose nth record cannot be written, for one reason or the other; then it is well again. */
function failingAt(bench: TestBench, place: number) {
  let written = 0;
  const state = { failed: 0 };
  const audit = {
    append: (...args: Parameters<typeof bench.parts.audit.append>) => {
      written += 1;
      if (written !== place) return bench.parts.audit.append(...args);
      state.failed += 1;
      // The statement fails, and with it the transaction.
      const refuse: Queries = Object.create(args[0], {
        sendNow: { value: () => args[0].sendNow(REFUSALS[place % REFUSALS.length] ?? '') },
      });
      return bench.parts.audit.append(refuse, args[1]);
    },
  };
  return { audit, state };
}

/** What happened to key and tenant that an intent must stand before. */
function effectsOf(bench: TestBench, key: TestKey, holderId: string) {
  return {
    setPin: key.pin === null ? 0 : 1,
    register: bench.directory.passkeys.get(holderId)?.length ?? 0,
  };
}

const intents = (records: readonly AuditRecord[], action: string) =>
  records.filter((record) => record.action === action && record.phase === 'intent').length;

describe('every effect and its records', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  const recordsOf = async (holderId: string) =>
    (await bench.parts.store.read(readAuditLog)).filter((record) => record.holderId === holderId);

  it('come in twos, and say who, for whom, which key, how signed in, and which requests', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const authentication = { acrs: ['c1'], authTime: '2026-03-01T11:59:00.000Z' };
    const actor = { ...ACTOR, authentication };
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    const first = await bench.enrolments.start(body, actor);
    await runToRest(bench, key, first);
    const records = await recordsOf(holder);
    const count = (phase: string) => {
      const counted: Record<string, number> = {};
      for (const record of records) {
        if (record.phase === phase) counted[record.action] = (counted[record.action] ?? 0) + 1;
      }
      return counted;
    };
    expect(count('intent')).toEqual(count('outcome'));
    expect(Object.keys(count('intent')).sort()).toEqual([
      'applyPolicy',
      'authenticateForKey',
      'bindKey',
      'escrowPin',
      'finishEnrolment',
      'issueOptions',
      'makeCredential',
      'prove',
      'register',
      'setPin',
      'startEnrolment',
    ]);
    expect(records.find(({ action }) => action === 'setPin')).toMatchObject({
      actorId: actor.id,
      holderId: holder,
      enrolmentId: first.id,
      keySerial: key.options.serial,
      requestId: actor.requestId,
      approvalId: null,
      authentication,
      at: expect.stringMatching(/Z$/),
    });
    for (const record of records.slice(2)) {
      expect(record.keySerial).toBe(key.options.serial);
      expect(record.keyAaguid).not.toBeNull();
    }
    const registered = records.find(
      ({ action, phase }) => action === 'register' && phase === 'outcome',
    );
    expect(registered).toMatchObject({ result: 'ok', graphRequestId: 'graph-createPasskey' });
  });

  it('tell of a start that was refused', async () => {
    const holder = bench.newHolder();
    bench.directory.addPerson(holder, { enabled: false });
    await expect(bench.start(holder)).rejects.toMatchObject({ code: 'user_disabled' });
    expect(await recordsOf(holder)).toMatchObject([
      { action: 'startEnrolment', phase: 'intent', result: null },
      { action: 'startEnrolment', phase: 'outcome', result: 'user_disabled' },
    ]);
  });

  it('are one: wherever a record cannot be written nothing happens, and nothing is lost', async () => {
    let places = 0;
    for (let place = 1; ; place += 1) {
      const holder = bench.newHolder();
      const key = bench.newKey();
      const { audit, state } = failingAt(bench, place);
      const service = createEnrolmentService({ ...bench.parts, audit });
      const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
      let current = await service.start(body, ACTOR).catch(() => null);
      for (let step = 0; step < 30 && current?.action.kind !== 'done'; step += 1) {
        const done = effectsOf(bench, key, holder);
        const records = await recordsOf(holder);
        expect(done.setPin).toBeLessThanOrEqual(intents(records, 'setPin'));
        expect(done.register).toBeLessThanOrEqual(intents(records, 'register'));
        bench.clock.now += 500;
        try {
          // After a refusal the page looks again, reads the key and goes on.
          current =
            current === null
              ? await service.start(body, ACTOR)
              : await performOnPage(bench, service, key, current);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(REFUSED).toContain(error instanceof AppError && error.code);
          current = current && (await service.show(current.id, ACTOR, true));
        }
      }
      expect(current).toMatchObject({ action: { kind: 'done' } });
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
      expect((await bench.pins.list(holder)).map((pin) => pin.state)).toEqual(['waiting']);
      if (state.failed === 0) break;
      places = place;
    }
    expect(places).toBeGreaterThan(18);
  }, 60_000);
});
