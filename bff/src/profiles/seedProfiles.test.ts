import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLogger } from '#bff/log/logger.ts';
import { connectStore } from '#bff/store/store.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { readNewest } from './profileRows.ts';
import { seedProfiles } from './seedProfiles.ts';

const NOW = Date.parse('2027-06-01T09:00:00Z');
const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));
const silent = createLogger({ write: () => undefined, now: () => NOW });

interface MigrationList {
  readonly entries: readonly { readonly tag: string }[];
}

describe('the profiles that a database starts with', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await createTestStore();
  });
  afterAll(() => test.close());

  it('are there once, however many backends put them there', async () => {
    await Promise.all([1, 2, 3].map(() => seedProfiles(test.store, () => NOW)));
    const rows = await test.store.read(readNewest);
    expect(rows.map(({ profile }) => profile)).toEqual(BUILT_IN_PROFILES);
    expect(await test.sql('select count(*)::int as count from profiles')).toEqual([
      { count: BUILT_IN_PROFILES.length },
    ]);
  });

  it('stay as somebody left them', async () => {
    await test.sql(
      `insert into profiles select id, 2, 'retired', profile, 'x', null, created_at from profiles where id = 'keep-pin'`,
    );
    await seedProfiles(test.store, () => NOW);
    const rows = await test.store.read(readNewest);
    expect(rows.find(({ id }) => id === 'keep-pin')).toMatchObject({
      version: 2,
      state: 'retired',
    });
  });

  it.each([`update profiles set state = 'retired'`, 'delete from profiles', 'truncate profiles'])(
    'cannot be changed behind our back: %s',
    async (statement) => {
      await expect(test.sql(statement)).rejects.toThrow(/append-only/);
    },
  );
});

describe('a database from before there were profiles in it', () => {
  it('gets the table, and the profiles, beside what it has', async () => {
    const name = `before_profiles_${process.pid}`;
    const server = inject('postgresServer');
    await run(`${server}postgres`, (pool) => pool.query(`create database ${name}`));
    const url = `${server}${name}`;
    await run(url, async (pool) => {
      await migrateUntilProfiles(pool);
      await pool.query(
        `insert into enrolments (id, holder_id, operator_id, profile_id, state, started_at, updated_at)
         values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'replacement', 'open', now(), now())`,
      );
    });
    const store = await connectStore(url, silent, async () => {});
    await seedProfiles(store, () => NOW);
    const rows = await store.read(readNewest);
    await store.close();
    expect(rows.map(({ id }) => id)).toEqual(BUILT_IN_PROFILES.map(({ id }) => id));
  });
});

/** As an early version left it. */
async function migrateUntilProfiles(pool: pg.Pool): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keywright-migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta', '_journal.json');
  const list = JSON.parse(await readFile(path, 'utf8')) as MigrationList;
  const end = list.entries.findIndex(({ tag }) => tag.endsWith('_profiles'));
  await writeFile(path, JSON.stringify({ ...list, entries: list.entries.slice(0, end) }));
  await migrate(drizzle(pool), { migrationsFolder: folder });
  await rm(folder, { recursive: true });
}

async function run(url: string, work: (pool: pg.Pool) => Promise<unknown>): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}
