import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import { ACTOR, createTestBench, performOnPage, type TestBench } from '#bff/enrolment/testBench.ts';
import { Secret } from '#bff/log/secret.ts';
import type { Queries } from '#bff/store/queries.ts';
import { escrow as escrowTable } from '#bff/store/schema.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createPinEscrow, type EscrowOwner } from './pinEscrow.ts';

const ROWS = 100;

describe('a hundred sealed PINs', () => {
  let bench: TestBench;
  const owners: EscrowOwner[] = [];
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  const escrow = createPinEscrow({
    masterKey: new Secret(Uint8Array.from(randomBytes(32))),
    tenantId: randomUUID(),
  });
  type Row = typeof escrowTable.$inferSelect;
  /** The escrow over a database that answers with this row. */
  const openIn = (row: Row, owner: EscrowOwner) =>
    escrow.open({ run: async () => [row] } as unknown as Queries, owner);

  it('open nowhere but in their own rows: all 9,900 exchanges are refused', async () => {
    const operator = randomUUID();
    for (let index = 0; index < ROWS; index += 1) {
      const owner = { enrolmentId: randomUUID(), holderId: randomUUID(), keyName: `key:${index}` };
      owners.push(owner);
      await bench.database.sql(
        `insert into enrolments (id, holder_id, operator_id, profile_id, state, started_at, updated_at)
         values ($1, $2, $3, 'p', 'finished', now(), now())`,
        [owner.enrolmentId, owner.holderId, operator],
      );
      const pin = new Secret(`pin-${index}`);
      await bench.parts.store.read((queries) =>
        escrow.seal(queries, owner, {
          ...{ id: randomUUID(), pin, disclosure: 'holderOnly' },
          at: new Date(bench.clock.now),
        }),
      );
    }
    const rows = await bench.parts.store.read((queries) => queries.select().from(escrowTable));
    let refused = 0;
    for (const [index, owner] of owners.entries()) {
      const own = rows.find(({ enrolmentId }) => enrolmentId === owner.enrolmentId);
      if (own === undefined) throw new Error('a row is gone');
      expect((await openIn(own, owner)).reveal()).toBe(`pin-${index}`);
      for (const { wrappedKey, ciphertext, enrolmentId } of rows) {
        if (enrolmentId === owner.enrolmentId) continue;
        const outcome = await openIn({ ...own, wrappedKey, ciphertext }, owner).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof AppError && outcome.code === 'escrow_unreadable') refused += 1;
      }
    }
    expect(refused).toBe(9_900);
  });

  it('are named in audit and log where one was changed, also in the middle of an enrolment', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    current = await performOnPage(bench, bench.enrolments, key, current);
    const flip =
      'update escrow set ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1) where enrolment_id = $1';
    await bench.database.sql(flip, [current.id]);
    const goOn = () =>
      bench.enrolments.report(
        current.id,
        { seq: current.seq, keySession: key.session, event: { type: 'keySeen' } },
        ACTOR,
      );
    await expect(goOn()).rejects.toMatchObject({ code: 'escrow_unreadable' });
    const log = await bench.parts.store.read(readAuditLog);
    expect(log.at(-1)).toMatchObject({
      action: 'openPin',
      phase: 'outcome',
      result: 'escrow_unreadable',
      enrolmentId: current.id,
      keySerial: key.options.serial,
    });
    const lines = bench.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'escrow_unreadable', level: 'error' }),
    );
    await bench.database.sql(flip, [current.id]);
    expect(await goOn()).toMatchObject({ action: { kind: 'makeCredential' } });
  });
});
