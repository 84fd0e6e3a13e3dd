import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import type { Enrolment, PageEvent } from '#shared/api/index.ts';
import { readJournal } from './openEnrolment.ts';
import {
  ACTOR,
  createTestBench,
  performOnPage,
  runToRest,
  type TestBench,
  typesOf,
} from './testBench.ts';
import type { TestKey, TestKeyOptions } from './testKey.ts';

describe('a passkey that nobody heard of', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  async function waitingForTouch(options?: TestKeyOptions) {
    const key = bench.newKey(options);
    let enrolment = await bench.start(bench.newHolder(), key);
    while (enrolment.action.kind !== 'makeCredential') {
      enrolment = await performOnPage(bench, bench.enrolments, key, enrolment);
    }
    return { key, enrolment };
  }

  /** The key makes the passkey, and the page is gone before it can say so. */
  async function makeUnheard(key: TestKey, { id, action }: Enrolment): Promise<void> {
    if (action.kind !== 'makeCredential' || action.sealed === null) throw new Error(action.kind);
    const { pinUvAuthParam } = await bench.enrolments.authenticate(
      id,
      {
        keySession: key.session,
        encryptedToken: key.token(action.sealed) ?? '',
        message: action.clientDataHash,
      },
      ACTOR,
    );
    key.makeCredential(action.rp.id, action.clientDataHash, pinUvAuthParam);
    key.replug();
  }

  const cancel = (id: string, keyIsLost = false) =>
    bench.enrolments.cancel(id, { keyIsLost }, ACTOR);

  it('is found on the key and removed when the enrolment is cancelled', async () => {
    const { key, enrolment } = await waitingForTouch();
    await makeUnheard(key, enrolment);
    const cancelled = await cancel(enrolment.id);
    expect(cancelled).toMatchObject({ action: { kind: 'readKey' }, takingBack: 'cancelled' });
    const { unfinished } = await bench.enrolments.unfinished();
    expect(unfinished.find(({ id }) => id === enrolment.id)?.next.kind).toBe('takeBack');
    const { enrolment: end, kinds } = await runToRest(bench, key, cancelled);
    expect(kinds).toEqual(['readKey', 'findCredentials', 'removeCredential', 'rolledBack']);
    expect(end.action).toEqual({ kind: 'rolledBack', code: 'cancelled', left: null });
    expect(key.credential).toBeNull();
    const types = await typesOf(bench, enrolment.id);
    expect(types.slice(types.indexOf('credentialStarted'))).toEqual([
      'credentialStarted',
      'cancelled',
      'credentialsFound',
      'credentialRemoved',
      'rolledBack',
    ]);
  });

  it('keeps nobody waiting where the key was never told to make one', async () => {
    const { enrolment } = await waitingForTouch();
    expect((await cancel(enrolment.id)).action).toMatchObject({ kind: 'rolledBack', left: null });
  });

  it('is looked for once more at the end of an enrolment that goes on', async () => {
    const { key, enrolment } = await waitingForTouch();
    await makeUnheard(key, enrolment);
    const shown = await bench.enrolments.show(enrolment.id, ACTOR, true);
    const { kinds } = await runToRest(bench, key, shown);
    expect(kinds.slice(-4)).toEqual(['prove', 'findCredentials', 'applyPolicy', 'done']);
    expect(key.credential).not.toBeNull();
  });

  it('goes with everything else on a key that removes nothing, once a person agrees', async () => {
    const { key, enrolment } = await waitingForTouch({ credentialManagement: false });
    await makeUnheard(key, enrolment);
    const asked = await performOnPage(bench, bench.enrolments, key, await cancel(enrolment.id));
    expect(asked.action).toEqual({ kind: 'confirmReset', code: 'command_unsupported' });
    const { enrolment: end } = await runToRest(bench, key, asked);
    expect(end.action).toEqual({ kind: 'rolledBack', code: 'cancelled', left: null });
    expect(key.credential).toBeNull();
  });

  it('is said to be left where the key is given up, in the audit as well', async () => {
    const { key, enrolment } = await waitingForTouch();
    await makeUnheard(key, enrolment);
    await cancel(enrolment.id);
    const { action } = await cancel(enrolment.id, true);
    expect(action).toEqual({ kind: 'rolledBack', code: 'cancelled', left: 'cancelled' });
    const records = await bench.parts.store.read(readAuditLog);
    const last = records.findLast(
      ({ enrolmentId, action: name }) => enrolmentId === enrolment.id && name === 'finishEnrolment',
    );
    expect(last).toMatchObject({ result: 'cancelled', detail: { left: 'cancelled' } });
  });

  describe('on a key whose PIN its holder knows', () => {
    const STRAY = 'AQIDBAUGBwg';

    /** Cancelled after the key may have made one; the look at the key found {@link STRAY} and what is given. */
    async function lookAtKey(...others: string[]) {
      const holder = bench.newHolder();
      bench.directory.addPasskey(holder, { id: 'CAcGBQQDAgE1' });
      const key = bench.newKey({ pin: '829164' });
      const started = await bench.start(holder, key, 'keep-pin');
      expect(started.action).toMatchObject({ kind: 'makeCredential', sealed: null, tries: 0 });
      const say = (seq: number, event: PageEvent) =>
        bench.enrolments.report(started.id, { seq, keySession: key.session, event }, ACTOR);
      const announced = await say(started.seq, { type: 'credentialStarted' });
      expect(announced.action).toMatchObject({ kind: 'makeCredential', tries: 1 });
      await cancel(started.id);
      const shown = await bench.enrolments.show(started.id, ACTOR, true);
      const seen = await performOnPage(bench, bench.enrolments, key, shown);
      expect(seen.action).toMatchObject({ kind: 'findCredentials', rpId: 'login.microsoft.com' });
      const ids = [STRAY, ...others];
      const looked = await say(seen.seq, { type: 'credentialsFound', credentialIds: ids });
      return { holder, key, looked, say };
    }

    it('is removed only after Entra did not know it twice, a settling time apart', async () => {
      const { key, looked, say } = await lookAtKey();
      if (looked.action.kind !== 'waitForTenant') throw new Error(looked.action.kind);
      bench.clock.now = Date.parse(looked.action.until);
      const body = {
        seq: looked.seq,
        keySession: key.session,
        event: { type: 'keySeen' as const },
      };
      const due = await bench.enrolments.report(looked.id, body, ACTOR);
      expect(due.action).toEqual({ kind: 'removeCredential', sealed: null, credentialId: STRAY });
      const end = await say(due.seq, { type: 'credentialRemoved' });
      expect(end.action).toEqual({ kind: 'rolledBack', code: 'cancelled', left: null });
    });

    it('is kept where its holder has registered it meanwhile', async () => {
      const { holder, looked } = await lookAtKey();
      bench.directory.addPasskey(holder, { id: `${STRAY}1` });
      if (looked.action.kind !== 'waitForTenant') throw new Error(looked.action.kind);
      bench.clock.now = Date.parse(looked.action.until);
      const end = await bench.enrolments.show(looked.id, ACTOR, true);
      expect(end.action).toEqual({ kind: 'rolledBack', code: 'cancelled', left: null });
    });

    it('is not taken from a page that does not know how an id is written', async () => {
      const malformed = lookAtKey('AB');
      await expect(malformed).rejects.toMatchObject({ code: 'request_invalid' });
    });

    it('is told apart from the passkeys that the holder had before', async () => {
      const { looked } = await lookAtKey('CAcGBQQDAgE');
      const entries = await bench.parts.store.read((queries) => readJournal(queries, looked.id));
      const events = entries.map(({ event }) => event);
      expect(events).toContainEqual({ type: 'credentialsFound', credentialIds: [STRAY] });
    });
  });
});
