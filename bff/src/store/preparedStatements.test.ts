import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStatementPreparation } from './preparedStatements.ts';
import { createTestStore, type TestStore } from './testStore.ts';

describe('statements of a connection', () => {
  let test: TestStore;
  let client: pg.Client;

  async function open(most?: number): Promise<pg.Client> {
    client = new pg.Client({ connectionString: test.url });
    await client.connect();
    createStatementPreparation(most).prepareOn(client);
    await client.query('create temporary table keys (serial integer)');
    return client;
  }
  async function prepared(): Promise<string[]> {
    const { rows } = await client.query<{ statement: string }>(
      'select statement from pg_prepared_statements order by prepare_time',
    );
    return rows.map(({ statement }) => statement);
  }
  function answerByCallback(text: string, values: unknown[]): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      client.query(text, values, (error, result) => (error ? reject(error) : resolve(result.rows)));
    });
  }

  beforeEach(async () => {
    test = await createTestStore();
  });
  afterEach(async () => {
    await client.end();
    await test.close();
  });

  it('are read by PostgreSQL once, however often they come', async () => {
    await open();
    await client.query('select $1::int as one', [1]);
    await client.query({ text: 'select $1::int as one', values: [2] }, [2]);
    const rows = await answerByCallback('select $1::int as one', [3]);
    expect(rows).toEqual([{ one: 3 }]);
    expect(await prepared()).toEqual(['select $1::int as one']);
  });

  it('are named where the name is empty, as Drizzle leaves it', async () => {
    await open();
    await client.query({ name: '', text: 'select $1::int as one' }, [1]);
    await client.query({ name: '', text: 'select $1::int as one' }, [2]);
    expect(await prepared()).toEqual(['select $1::int as one']);
  });

  it('are left as they are without parameters, or with a name of their own', async () => {
    await open();
    await client.query('select 1');
    await client.query('select 1', []);
    await client.query({ name: 'mine', text: 'select $1::int' }, [1]);
    expect(await prepared()).toEqual(['select $1::int']);
    const { rows } = await client.query('select name from pg_prepared_statements');
    expect(rows).toEqual([{ name: 'mine' }]);
  });

  it('are no longer prepared when there are too many of them', async () => {
    await open(1);
    await client.query('select $1::int', [1]);
    const { rows } = await client.query('select $1::text as word', ['a']);
    expect(rows).toEqual([{ word: 'a' }]);
    expect(await prepared()).toEqual(['select $1::int']);
  });

  it.each(['promise', 'callback'])(
    'are planned each time once a table was altered under one, told by %s',
    async (way) => {
      await open();
      const ask = async () =>
        way === 'callback'
          ? answerByCallback('select serial from keys where $1::int > 0', [7])
          : (await client.query('select serial from keys where $1::int > 0', [7])).rows;
      await client.query('insert into keys values (7)');
      expect(await ask()).toEqual([{ serial: 7 }]);
      await client.query('alter table keys alter column serial type text using serial::text');
      await expect(ask()).rejects.toMatchObject({ code: '0A000' });
      expect(await ask()).toEqual([{ serial: '7' }]);
    },
  );
});
