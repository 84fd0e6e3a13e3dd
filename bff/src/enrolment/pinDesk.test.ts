import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import { createHolderPins } from './holderPins.ts';
import { createPasskeyInventory } from './passkeyInventory.ts';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';
import { TestKey } from './testKey.ts';

describe('a sealed PIN', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  let serial = 0;
  async function enrol() {
    serial += 1;
    const holder = bench.newHolder();
    const key = new TestKey({ serial: `4000${serial}` });
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    const first = await bench.enrolments.start(body, ACTOR);
    const { enrolment } = await runToRest(bench, key, first);
    return {
      id: enrolment.id,
      methodId: enrolment.methodId,
      key,
      me: { id: holder, requestId: 'r' },
    };
  }

  it('is revealed to exactly one of fifty requests, on two backends', async () => {
    const { id, key, me } = await enrol();
    const store = await bench.database.reopen();
    const other = createHolderPins({ ...bench.parts, store });
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => (index % 2 ? bench.pins : other).reveal(id, me)),
    );
    const revealed = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.reveal()] : [],
    );
    expect(revealed).toEqual([key.pin]);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({ code: 'pin_already_revealed' });
      }
    }
    expect(await bench.pins.list(me.id)).toMatchObject([{ enrolmentId: id, state: 'revealed' }]);
    await store.close();
  });

  it('is nobody else’s, and the attempt is in the audit log', async () => {
    const { id, me } = await enrol();
    const thief = { id: bench.newHolder(), requestId: 'thief' };
    await expect(bench.pins.reveal(id, thief)).rejects.toMatchObject({ code: 'not_found' });
    const log = await bench.parts.store.read(readAuditLog);
    expect(log.filter(({ requestId }) => requestId === 'thief')).toMatchObject([
      { phase: 'intent', action: 'revealPin', actorId: thief.id, enrolmentId: id },
      { phase: 'outcome', action: 'revealPin', result: 'not_found' },
    ]);
    expect(await bench.pins.list(thief.id)).toEqual([]);
    expect(await bench.pins.list(me.id)).toMatchObject([{ enrolmentId: id, state: 'waiting' }]);
  });

  it('is not to be seen before the enrolment is finished, nor after it was taken back', async () => {
    const holder = bench.newHolder();
    const me = { id: holder, requestId: 'r' };
    const key = new TestKey({ serial: '49990001' });
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    let current = await bench.enrolments.start(body, ACTOR);
    while (current.action.kind !== 'applyPolicy') {
      await expect(bench.pins.reveal(current.id, me)).rejects.toMatchObject({ code: 'not_found' });
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(await bench.pins.list(holder)).toEqual([]);
    await bench.enrolments.cancel(current.id, ACTOR);
    await runToRest(bench, key, await bench.enrolments.show(current.id, ACTOR, true));
    await expect(bench.pins.reveal(current.id, me)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not open after its row was changed or exchanged, and is not used up by that', async () => {
    const [mine, theirs] = [await enrol(), await enrol()];
    const exchange = `update escrow e set wrapped_key = o.wrapped_key, ciphertext = o.ciphertext
      from escrow o where e.enrolment_id = $1 and o.enrolment_id = $2`;
    const [kept] = await bench.database.sql('select * from escrow where enrolment_id = $1', [
      mine.id,
    ]);
    await bench.database.sql(exchange, [mine.id, theirs.id]);
    await expect(bench.pins.reveal(mine.id, mine.me)).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    await bench.database.sql(
      'update escrow set wrapped_key = $2, ciphertext = $3, key_name = $4 where enrolment_id = $1',
      [mine.id, kept?.['wrapped_key'], kept?.['ciphertext'], 'another key'],
    );
    await expect(bench.pins.reveal(mine.id, mine.me)).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    // Somebody who writes themselves in as the holder gets nothing either.
    await bench.database.sql(
      'update escrow set key_name = $2, holder_id = $3 where enrolment_id = $1',
      [mine.id, kept?.['key_name'], theirs.me.id],
    );
    await expect(bench.pins.reveal(mine.id, theirs.me)).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    await bench.database.sql('update escrow set holder_id = $2 where enrolment_id = $1', [
      mine.id,
      mine.me.id,
    ]);
    expect((await bench.pins.reveal(mine.id, mine.me)).reveal()).toBe(mine.key.pin);
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
    const broken = createHolderPins({ ...bench.parts, audit });
    await expect(broken.reveal(id, me)).rejects.toMatchObject({ code: 'internal' });
    expect((await bench.pins.reveal(id, me)).reveal()).toBe(key.pin);
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
