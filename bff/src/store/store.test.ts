import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#bff/log/logger.ts';
import type { Queries } from './queries.ts';
import { enrolments } from './schema.ts';
import { connectStore } from './store.ts';
import { violatedIndex } from './storeFailure.ts';
import { createTestStore, type TestStore } from './testStore.ts';
import { allOf, sendAll } from './transact.ts';

const HOLDER = '11111111-1111-4111-8111-111111111111';
const OPERATOR = '22222222-2222-4222-8222-222222222222';

function row(id: string, holderId: string, keyLock: string | null = null) {
  return {
    id,
    holderId,
    operatorId: OPERATOR,
    profileId: 'new-colleague',
    state: 'open' as const,
    keyLock,
    startedAt: new Date(0),
    updatedAt: new Date(0),
  };
}

describe('the store', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await createTestStore();
    await test.store.transaction((queries) =>
      queries
        .insert(enrolments)
        .values(row('aaaaaaaa-0000-4000-8000-000000000001', HOLDER, 'model:12345678')),
    );
  });
  afterAll(() => test.close());

  it('lets a holder have one open enrolment only', async () => {
    let violated: string | undefined;
    await test.store
      .transaction(async (queries) => {
        try {
          await queries
            .insert(enrolments)
            .values(row('aaaaaaaa-0000-4000-8000-000000000002', HOLDER));
        } catch (error) {
          violated = violatedIndex(error);
          throw error;
        }
      })
      .catch(() => undefined);
    expect(violated).toBe('enrolments_one_open_per_holder');
  });

  it('lets a key be in one open enrolment only', async () => {
    await expect(
      test.sql(
        `insert into enrolments (id, holder_id, operator_id, profile_id, state, key_lock, started_at, updated_at)
         values (gen_random_uuid(), gen_random_uuid(), $1, 'p', 'open', 'model:12345678', now(), now())`,
        [OPERATOR],
      ),
    ).rejects.toThrow(/enrolments_one_open_per_key/);
  });

  it.each([
    `update journal set event = '{}'`,
    'delete from journal',
    'truncate journal',
    `update audit set result = 'ok'`,
    'delete from audit',
    'truncate audit',
  ])('refuses "%s" from whoever has the password', async (statement) => {
    await test.sql(
      `insert into journal (enrolment_id, seq, at, event)
       values ('aaaaaaaa-0000-4000-8000-000000000001', 1, now(), '{}') on conflict do nothing`,
    );
    await test.sql(
      `insert into audit (seq, at, phase, action, actor_id, detail, previous_hash, hash)
       values (1, now(), 'intent', 'a', 'x', '{}', '', '') on conflict do nothing`,
    );
    await expect(test.sql(statement)).rejects.toThrow(/append-only/);
  });

  it('lets one request at a time work on an enrolment, over two backends', async () => {
    const other = await test.reopen();
    const order: string[] = [];
    let openGate = () => {};
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    const first = test.store.withEnrolment('X', async () => {
      order.push('first in');
      const second = other.withEnrolment('x', async () => {
        order.push('second in');
      });
      // The second has asked once PostgreSQL shows it waiting; only then may the first go on.
      for (let waiting = 0; waiting === 0; ) {
        const [found] = await test.sql(
          `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
        );
        waiting = Number(found?.['waiting']);
      }
      openGate();
      order.push('first out');
      // In an object, or awaiting the first would mean awaiting the second.
      return { second };
    });
    await gate;
    await (await first).second;
    await other.close();
    expect(order).toEqual(['first in', 'first out', 'second in']);
  });

  it('survives the end of a connection that is held and not in use at that moment', async () => {
    const work = test.store.withEnrolment('held', async ({ queries }) => {
      await queries.execute('select 1');
      await test.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
      // The end of the connection is news that comes by itself: what follows must not be the first to hear of it.
      for (let left = 1; left > 0; ) {
        const [found] = await test.sql(
          `select count(*)::int as left from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()`,
        );
        left = Number(found?.['left']);
      }
    });
    await expect(work).rejects.toMatchObject({ code: 'database_unavailable' });
    await expect(test.store.check()).resolves.toBeUndefined();
  });

  it('does not take a transaction for kept that PostgreSQL took back', async () => {
    const work = test.store.transaction(async (queries) => {
      await queries.execute('select 1/0').catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: 'database_unavailable' });
    await expect(test.store.transaction(async () => 'next')).resolves.toBe('next');
  });

  it('says which of the statements sent together failed, not those that failed because of it', async () => {
    const cause = { code: '22012' };
    const fails = (queries: Queries) => () => queries.sendNow('select 1/0');
    const works = (queries: Queries) => () => queries.sendNow('select 1');
    await expect(
      test.store.transaction((queries) =>
        allOf(sendAll([works(queries), fails(queries), works(queries)])),
      ),
    ).rejects.toMatchObject({ code: 'internal', cause });
    // Sent second, although it is named first.
    await expect(
      test.store.transaction((queries) =>
        allOf([Promise.resolve().then(works(queries)), fails(queries)()]),
      ),
    ).rejects.toMatchObject({ code: 'internal', cause });
  });

  describe('where COMMIT goes out with the last statements', () => {
    const insert = (serial: number) => `insert into kept values (${serial})`;
    const kept = async () =>
      (await test.sql('select serial from kept order by 1')).map(({ serial }) => serial);
    beforeEach(async () => {
      await test.sql('drop table if exists kept');
      await test.sql('create table kept (serial integer primary key)');
    });

    it('keeps what they and those before them wrote', async () => {
      await test.store.transaction(async (queries, commitWith) => {
        await queries.sendNow(insert(1));
        await commitWith(
          () => queries.sendNow(insert(2)),
          () => queries.sendNow(insert(3)),
        );
      });
      expect(await kept()).toEqual([1, 2, 3]);
    });

    it.each([0, 1])('keeps nothing when statement %i of them fails', async (place) => {
      const texts = [insert(2), insert(3)];
      texts[place] = insert(1);
      await test.sql(insert(1));
      await expect(
        test.store.transaction(async (queries, commitWith) => {
          await queries.sendNow(insert(4));
          await commitWith(...texts.map((text) => () => queries.sendNow(text)));
        }),
      ).rejects.toMatchObject({ code: 'internal', cause: { code: '23505' } });
      expect(await kept()).toEqual([1]);
      expect(await test.store.transaction(async () => 'next')).toBe('next');
    });

    it('keeps nothing when one of them cannot be sent', async () => {
      const unsent = new TypeError('cannot be written');
      await expect(
        test.store.transaction((queries, commitWith) =>
          commitWith(
            () => queries.sendNow(insert(1)),
            () => {
              throw unsent;
            },
          ),
        ),
      ).rejects.toBe(unsent);
      expect(await kept()).toEqual([]);
    });

    it('is as good under the lock of an enrolment', async () => {
      await test.store.withEnrolment('aaaaaaaa-0000-4000-8000-000000000001', async (hold) => {
        for (const serial of [1, 2]) {
          await hold.transaction((queries, commitWith) =>
            commitWith(() => queries.sendNow(insert(serial))),
          );
        }
      });
      expect(await kept()).toEqual([1, 2]);
    });
  });

  it('says that the database is away when it is', async () => {
    const other = await test.reopen();
    await other.close();
    await expect(other.check()).rejects.toMatchObject({ code: 'database_unavailable' });
  });

  it('says the same where there is no socket at its path', async () => {
    const nowhere = `postgres://u:p@${encodeURIComponent('/nowhere/at/all')}/postgres`;
    const silent = createLogger({ write: () => undefined, now: () => 0 });
    await expect(connectStore(nowhere, silent, async () => {})).rejects.toMatchObject({
      code: 'database_unavailable',
    });
  });
});
