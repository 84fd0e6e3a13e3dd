import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import { createPasskeyInventory } from './passkeyInventory.ts';
import { createPinDesk, type Viewer } from './pinDesk.ts';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  performOnPage,
  runToRest,
  type TestBench,
} from './testBench.ts';
import { TestKey } from './testKey.ts';

describe('a sealed PIN', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  let serial = 0;
  async function enrol(profileId = 'new-colleague') {
    serial += 1;
    const holder = bench.newHolder();
    const key = new TestKey({ serial: `4000${serial}` });
    const body = { userId: holder, profileId, key: key.plugged() };
    const first = await bench.enrolments.start(body, ACTOR);
    const { enrolment } = await runToRest(bench, key, first);
    return {
      id: enrolment.id,
      methodId: enrolment.methodId,
      enrolment,
      key,
      me: viewer(holder),
    };
  }

  const viewer = (id: string, session: string = randomUUID()) => ({ id, requestId: 'r', session });
  const reveal = async (id: string, me: Viewer) =>
    (await bench.pins.disclose('holder', id, me)).pin.reveal();
  const alertsAbout = async (id: string) => {
    const log = await bench.parts.store.read(readAuditLog);
    return log
      .filter(({ action, enrolmentId }) => action === 'alert' && enrolmentId === id)
      .map(({ detail }) => detail.reason);
  };
  const mailsTo = async (recipient: string | null) => {
    const rows = await bench.database.sql(
      'select notice from outbox where recipient_id is not distinct from $1 order by created_at',
      [recipient],
    );
    return rows.map(({ notice }) => notice);
  };

  it('is revealed to exactly one of a thousand windows, on two backends', async () => {
    const { id, key, me } = await enrol();
    const store = await bench.database.reopen();
    const other = createPinDesk({ ...bench.parts, store });
    const results = await Promise.allSettled(
      Array.from({ length: 1_000 }, (_, index) =>
        (index % 2 ? bench.pins : other).disclose('holder', id, viewer(me.id)),
      ),
    );
    const shown = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.pin.reveal()] : [],
    );
    expect(shown).toEqual([key.pin]);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({ code: 'pin_shown_elsewhere' });
      }
    }
    await store.close();
  }, 120_000);

  it('is shown again to the same window until that says it was seen, and then never', async () => {
    const { id, key, me } = await enrol();
    const first = await bench.pins.disclose('holder', id, me);
    const again = await bench.pins.disclose('holder', id, me);
    expect(again.pin.reveal()).toBe(key.pin);
    expect(again.reservationId).toBe(first.reservationId);
    expect(again.until).toEqual(first.until);
    const elsewhere = viewer(me.id);
    await expect(reveal(id, elsewhere)).rejects.toMatchObject({ code: 'pin_shown_elsewhere' });
    await expect(bench.pins.confirm(id, first.reservationId, elsewhere)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await bench.pins.list(me.id)).toMatchObject([{ state: 'waiting', wasFetched: true }]);
    const at = await bench.pins.confirm(id, first.reservationId, me);
    bench.clock.now += 5_000;
    expect(await bench.pins.confirm(id, first.reservationId, me)).toEqual(at);
    expect(await alertsAbout(id)).toEqual([]);
    expect(await bench.pins.list(me.id)).toMatchObject([{ enrolmentId: id, state: 'revealed' }]);
    for (const window of [me, elsewhere]) {
      await expect(reveal(id, window)).rejects.toMatchObject({ code: 'pin_already_revealed' });
    }
    expect(await alertsAbout(id)).toEqual(['askedAgain', 'askedAgain']);
  });

  it('is gone when its key was enrolled anew or its passkey removed: it would be the wrong one', async () => {
    const { id, methodId, key, me } = await enrol();
    const waiting = await enrol();
    await bench.database.sql(`update inventory set state = 'gone' where enrolment_id = $1`, [
      waiting.id,
    ]);
    await expect(reveal(waiting.id, waiting.me)).rejects.toMatchObject({ code: 'not_found' });
    expect(await bench.pins.list(waiting.me.id)).toEqual([]);
    await bench.directory.deletePasskey(me.id, methodId ?? '');
    key.reset();
    bench.clock.now += 600_000;
    const next = viewer(bench.newHolder());
    const body = { userId: next.id, profileId: 'new-colleague', key: key.plugged() };
    const again = await runToRest(bench, key, await bench.enrolments.start(body, ACTOR));
    await expect(reveal(id, me)).rejects.toMatchObject({ code: 'not_found' });
    expect(await bench.pins.list(me.id)).toEqual([]);
    expect(await reveal(again.enrolment.id, next)).toBe(key.pin);
  });

  it('is shown to another window when nobody said that it was seen, three times in all', async () => {
    const { id, key, me } = await enrol();
    for (const turn of [1, 2, 3]) {
      const shown = await bench.pins.disclose('holder', id, viewer(me.id));
      expect(shown.pin.reveal()).toBe(key.pin);
      expect(await alertsAbout(id)).toEqual(Array(turn - 1).fill('shownAgain'));
      bench.clock.now += 60_000;
    }
    await expect(reveal(id, me)).rejects.toMatchObject({ code: 'pin_already_revealed' });
    expect(await alertsAbout(id)).toEqual(['shownAgain', 'shownAgain', 'askedAgain']);
    expect(await bench.pins.list(me.id)).toMatchObject([{ state: 'revealed' }]);
  });

  it('takes a late word that it was seen, but not from a window that was overtaken', async () => {
    const { id, me } = await enrol();
    const first = await bench.pins.disclose('holder', id, me);
    bench.clock.now += 60_000;
    const next = viewer(me.id);
    const second = await bench.pins.disclose('holder', id, next);
    const late = bench.pins.confirm(id, first.reservationId, me);
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    bench.clock.now += 120_000;
    await bench.pins.confirm(id, second.reservationId, next);
    expect(await bench.pins.list(me.id)).toMatchObject([{ state: 'revealed' }]);
    const nothing = bench.pins.confirm(randomUUID(), second.reservationId, next);
    await expect(nothing).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is nobody else’s: refused, in the audit log, alerted and mailed once an hour', async () => {
    const { id, me } = await enrol();
    const thief = { ...viewer(bench.newHolder()), requestId: 'thief' };
    const before = (await mailsTo(null)).length;
    for (let round = 0; round < 3; round += 1) {
      await expect(reveal(id, thief)).rejects.toMatchObject({ code: 'session_forbidden' });
    }
    const log = await bench.parts.store.read(readAuditLog);
    expect(log.filter(({ requestId }) => requestId === 'thief').slice(0, 3)).toMatchObject([
      { phase: 'intent', action: 'revealPin', actorId: thief.id, enrolmentId: id },
      { phase: 'outcome', action: 'revealPin', result: 'session_forbidden', holderId: me.id },
      { phase: 'outcome', action: 'alert', actorId: thief.id, holderId: me.id },
    ]);
    expect(await alertsAbout(id)).toEqual(['wrongPerson', 'wrongPerson', 'wrongPerson']);
    expect((await mailsTo(null)).slice(before)).toMatchObject([
      { kind: 'alert', reason: 'wrongPerson', enrolmentId: id },
    ]);
    expect(bench.logLines.filter((line) => line.includes('"event":"alert"'))).not.toEqual([]);
    expect(await bench.pins.list(thief.id)).toEqual([]);
    expect(await bench.pins.list(me.id)).toMatchObject([
      { enrolmentId: id, state: 'waiting', wasFetched: false },
    ]);
  });

  it('is announced to its holder when the key is theirs and when the PIN leaves', async () => {
    const { id, key, me } = await enrol();
    const about = { productName: 'YubiKey 5 NFC', serial: key.options.serial };
    expect(await mailsTo(me.id)).toMatchObject([{ kind: 'keyBound', key: about }]);
    await reveal(id, me);
    await reveal(id, me);
    expect(await mailsTo(me.id)).toMatchObject([
      { kind: 'keyBound' },
      { kind: 'pinDisclosed', to: 'holder', key: about },
    ]);
    const outbox = JSON.stringify(await bench.database.sql('select * from outbox'));
    expect(outbox).not.toContain(key.pin);
  });

  it.each([
    ['operator-tells', 'operator', 'operatorTells'],
    ['sealed-letter', 'letter', 'letter'],
  ] as const)('of the profile %s goes to the %s alone', async (profileId, to, pinDelivery) => {
    const { id, key, me, enrolment } = await enrol(profileId);
    expect(enrolment.pinDelivery).toBe(pinDelivery);
    expect(await bench.pins.list(me.id)).toEqual([]);
    expect(await bench.pins.listToHandOver(me.id)).toMatchObject([
      { enrolmentId: id, serial: key.options.serial, by: to },
    ]);
    await expect(reveal(id, me)).rejects.toMatchObject({ code: 'not_found' });
    const operator = viewer(OPERATOR);
    const wrong = to === 'letter' ? 'operator' : 'letter';
    await expect(bench.pins.disclose(wrong, id, operator)).rejects.toMatchObject({
      code: 'session_forbidden',
    });
    const shown = await bench.pins.disclose(to, id, operator);
    expect(shown).toMatchObject({ holder: { id: me.id }, key: { serial: key.options.serial } });
    expect(shown.pin.reveal()).toBe(key.pin);
    await bench.pins.confirm(id, shown.reservationId, operator);
    expect(await bench.pins.listToHandOver(me.id)).toEqual([]);
    await expect(bench.pins.disclose(to, id, operator)).rejects.toMatchObject({
      code: 'pin_already_revealed',
    });
    expect(await alertsAbout(id)).toEqual(['wrongPerson', 'askedAgain']);
    expect(await mailsTo(me.id)).toMatchObject([
      { kind: 'keyBound' },
      { kind: 'pinDisclosed', to },
    ]);
  });

  it('does not go another way because somebody changed its row', async () => {
    const { id, me } = await enrol();
    const set = (disclosure: string, version: number) =>
      bench.database.sql(
        'update escrow set disclosure = $2, version = $3 where enrolment_id = $1',
        [id, disclosure, version],
      );
    await set('operatorOnce', 2);
    const asked = bench.pins.disclose('operator', id, viewer(OPERATOR));
    await expect(asked).rejects.toMatchObject({ code: 'escrow_unreadable' });
    await set('operatorOnce', 1);
    const older = bench.pins.disclose('operator', id, viewer(OPERATOR));
    await expect(older).rejects.toMatchObject({ code: 'session_forbidden' });
    await expect(reveal(id, me)).rejects.toMatchObject({ code: 'escrow_unreadable' });
  });

  it('is not to be seen before the enrolment is finished, nor after it was taken back', async () => {
    const holder = bench.newHolder();
    const me = viewer(holder);
    const key = new TestKey({ serial: '49990001' });
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    let current = await bench.enrolments.start(body, ACTOR);
    while (current.action.kind !== 'applyPolicy') {
      await expect(reveal(current.id, me)).rejects.toMatchObject({ code: 'not_found' });
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(await bench.pins.list(holder)).toEqual([]);
    await bench.enrolments.cancel(current.id, { keyIsLost: false }, ACTOR);
    await runToRest(bench, key, await bench.enrolments.show(current.id, ACTOR, true));
    await expect(reveal(current.id, me)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not open after its row was changed or exchanged, and is not used up by that', async () => {
    const [mine, theirs] = [await enrol(), await enrol()];
    const exchange = `update escrow e set wrapped_key = o.wrapped_key, ciphertext = o.ciphertext
      from escrow o where e.enrolment_id = $1 and o.enrolment_id = $2`;
    const [kept] = await bench.database.sql('select * from escrow where enrolment_id = $1', [
      mine.id,
    ]);
    await bench.database.sql(exchange, [mine.id, theirs.id]);
    await expect(reveal(mine.id, mine.me)).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    await bench.database.sql(
      'update escrow set wrapped_key = $2, ciphertext = $3, key_name = $4 where enrolment_id = $1',
      [mine.id, kept?.['wrapped_key'], kept?.['ciphertext'], 'another key'],
    );
    await expect(reveal(mine.id, mine.me)).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    // Somebody who writes themselves in as the holder gets nothing either.
    await bench.database.sql(
      'update escrow set key_name = $2, holder_id = $3 where enrolment_id = $1',
      [mine.id, kept?.['key_name'], theirs.me.id],
    );
    await expect(reveal(mine.id, theirs.me)).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    await bench.database.sql('update escrow set holder_id = $2 where enrolment_id = $1', [
      mine.id,
      mine.me.id,
    ]);
    expect(await reveal(mine.id, mine.me)).toBe(mine.key.pin);
  });

  it('stays where it is when the audit log cannot be written', async () => {
    const { id, me, key } = await enrol();
    let failing = 1;
    const audit = {
      append: (...[queries, entry]: Parameters<typeof bench.parts.audit.append>) => {
        failing -= 1;
        // The intent is written, the outcome is not.
        if (failing === -1) return queries.execute('select * from no_such_table').then(() => {});
        return bench.parts.audit.append(queries, entry);
      },
    };
    const broken = createPinDesk({ ...bench.parts, audit });
    await expect(broken.disclose('holder', id, me)).rejects.toMatchObject({ code: 'internal' });
    expect(await reveal(id, me)).toBe(key.pin);
  });

  it('makes nothing happen at all while the audit log is away', async () => {
    const holder = bench.newHolder();
    await bench.database.sql('alter table audit rename to audit_away');
    const start = bench.enrolments.start({ userId: holder, profileId: 'new-colleague' }, ACTOR);
    await expect(start).rejects.toMatchObject({ code: 'audit_unavailable' });
    await bench.database.sql('alter table audit_away rename to audit');
    expect(await bench.enrolments.list({ userId: holder })).toEqual([]);
  });

  it('belongs to a passkey whose serial our books know', async () => {
    const { me, methodId, key } = await enrol();
    const serials = await createPasskeyInventory(bench.parts.store).serialsOf(me.id);
    expect([...serials]).toEqual([[methodId, key.options.serial]]);
  });
});
