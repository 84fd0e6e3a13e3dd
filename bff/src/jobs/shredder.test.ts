import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import {
  ACTOR,
  createTestBench,
  performOnPage,
  runToRest,
  type TestBench,
} from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { shredPins } from './shredder.ts';

const HOUR = 3_600_000;
const MONTH = 30 * 24 * HOUR;

describe('the shredder', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  let serial = 0;
  function begin() {
    serial += 1;
    const holder = bench.newHolder();
    const key = new TestKey({ serial: `7000${serial}` });
    const me = { id: holder, requestId: 'r', session: randomUUID() };
    return { key, me, start: () => bench.start(holder, key) };
  }
  async function enrol() {
    const { key, me, start } = begin();
    const { enrolment } = await runToRest(bench, key, await start());
    return { id: enrolment.id, key, me };
  }
  const rowOf = async (id: string) =>
    (await bench.database.sql('select * from escrow where enrolment_id = $1', [id]))[0];
  const run = () => shredPins(bench.parts);

  it('destroys a PIN an hour after it was seen, and keeps the row and the record of it', async () => {
    const { id, me } = await enrol();
    const { reservationId } = await bench.pins.disclose('holder', id, me);
    await bench.pins.confirm(id, reservationId, me);
    bench.clock.now += HOUR - 1;
    expect(await run()).toBe(0);
    bench.clock.now += 1;
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await rowOf(id)).toMatchObject({
      state: 'shredded',
      wrapped_key: null,
      ciphertext: null,
      shredded_at: new Date(bench.clock.now),
    });
    const log = await bench.parts.store.read(readAuditLog);
    expect(log.filter(({ action }) => action === 'shredPin')).toMatchObject([
      { enrolmentId: id, holderId: me.id, result: 'ok' },
    ]);
    expect(await bench.pins.list(me.id)).toMatchObject([{ state: 'revealed' }]);
    await expect(bench.pins.disclose('holder', id, me)).rejects.toMatchObject({
      code: 'pin_already_revealed',
    });
  });

  it('destroys a PIN that nobody asked for after 30 days, and says so', async () => {
    const { id, me } = await enrol();
    bench.clock.now += MONTH;
    expect(await run()).toBe(1);
    await expect(bench.pins.disclose('holder', id, me)).rejects.toMatchObject({
      code: 'pin_destroyed',
    });
    expect(await bench.pins.list(me.id)).toMatchObject([{ state: 'destroyed' }]);
  });

  it('destroys the PIN of an enrolment that was taken back, 30 days later', async () => {
    const { key, me, start } = begin();
    let current = await start();
    while (current.action.kind !== 'applyPolicy') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    await bench.enrolments.cancel(current.id, { keyIsLost: false }, ACTOR);
    await runToRest(bench, key, await bench.enrolments.show(current.id, ACTOR, true));
    bench.clock.now += MONTH - HOUR;
    expect(await run()).toBe(0);
    bench.clock.now += HOUR;
    expect(await run()).toBe(1);
    expect(await bench.pins.list(me.id)).toEqual([]);
  });

  it('never touches the PIN of an enrolment that is open: it may be on the key', async () => {
    const { key, start } = begin();
    let current = await start();
    current = await performOnPage(bench, bench.enrolments, key, current);
    bench.clock.now += 12 * MONTH;
    expect(await run()).toBe(0);
    expect(await rowOf(current.id)).toMatchObject({ state: 'sealed', shredded_at: null });
  });

  it('keeps what it cannot write down, and stops when it is told to', async () => {
    const { id } = await enrol();
    bench.clock.now += MONTH;
    const audit = { append: () => Promise.reject(new TypeError('no audit')) };
    await expect(shredPins({ ...bench.parts, audit })).rejects.toThrow('no audit');
    expect(await shredPins(bench.parts, AbortSignal.abort())).toBe(0);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting' });
    expect(await run()).toBe(1);
  });

  it('destroys each PIN once when two backends are at it', async () => {
    const ids = [(await enrol()).id, (await enrol()).id, (await enrol()).id];
    bench.clock.now += MONTH;
    const store = await bench.database.reopen();
    const counts = await Promise.all([run(), shredPins({ ...bench.parts, store })]);
    expect(counts[0] + counts[1]).toBe(ids.length);
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ wrapped_key: null });
    await store.close();
  });
});
