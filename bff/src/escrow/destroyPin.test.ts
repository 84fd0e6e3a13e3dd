import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditLog, readAuditLog } from '#bff/audit/auditLog.ts';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { createLogger } from '#bff/log/logger.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { destroyPin, vacuumEscrow } from './destroyPin.ts';

describe('the destroying of a PIN', () => {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => lines.push(line), now: () => 0 });
  let test: TestStore;
  beforeAll(async () => {
    test = await createTestStore();
  });
  afterAll(() => test.close());

  it('says that there was none, and writes nothing', async () => {
    const audit = createAuditLog({ now: () => 0 });
    const by = { actorId: SYSTEM_ACTOR, requestId: null };
    const destroyed = await test.store.transaction((queries) =>
      destroyPin({ audit, log }, queries, randomUUID(), new Date(0), by),
    );
    expect(destroyed).toBe(false);
    expect(await test.store.read(readAuditLog)).toEqual([]);
  });

  it('is over even where what it replaced could not be vacuumed away, which is logged', async () => {
    const store = await test.reopen();
    await store.close();
    await expect(vacuumEscrow({ store, log })).resolves.toBeUndefined();
    expect(lines.join('\n')).toContain('vacuumEscrow');
  });
});
