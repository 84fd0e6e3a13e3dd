import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createLogger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { migrateDatabase } from '#bff/store/migrateDatabase.ts';
import { connectStore, type Store } from '#bff/store/store.ts';
import { createTenant, type Tenant } from '#e2e/tenant/createTenant.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { BACK_UP, CLEAR, FORGOTTEN, PREPARE_BACKUP, RESTORE } from './backup.ts';
import { createLaneApp, type LaneApp } from './laneApp.ts';
import { TENANT_ID } from './tenantId.ts';

/** What runs share, one after the other: a database and a tenant whose state each run begins anew. */
export interface Lane {
  readonly store: Store;
  readonly tenant: Tenant;
  readonly app: LaneApp;
  readonly masterKey: Secret<Uint8Array>;
  /** For files that a run leaves. */
  readonly folder: string;
  /** The clock of the run of the moment. */
  time: { now(): number };
  /** A serial that no key had before. */
  newSerial(): number;
  appToken(): Promise<string>;
  /** An empty database, so that no run meets what another one left. */
  clear(): Promise<void>;
  /** Keeps a copy of everything in the database, in place of the one before. */
  backUp(): Promise<void>;
  restore(): Promise<void>;
  /** Breaks the connection of the server's process with this number. */
  cut(processId: number): Promise<void>;
  close(): Promise<void>;
}

const CLIENT_SECRET = 'only for tests';
const MASTER_KEY_BYTES = 32;
const FIRST_SERIAL = 30_000_000;
/** The migrated database that each lane's own is copied from. */
const TEMPLATE = 'faults_template';

/** Makes the database that lanes are copied from; once for a server. */
export async function prepareLanes(serverUrl: string): Promise<void> {
  await inDatabase(`${serverUrl}postgres`, (pool) => pool.query(`create database ${TEMPLATE}`));
  await inDatabase(`${serverUrl}${TEMPLATE}`, async (pool) => {
    await migrateDatabase(pool);
    const { rows } = await pool.query<{ tablename: string }>(FORGOTTEN);
    if (rows.length > 0) throw new TypeError(`a table is forgotten: ${rows[0]?.tablename}`);
    await pool.query(PREPARE_BACKUP);
  });
}

/** Opens a lane on a database of its own on a prepared server. */
export async function createLane(serverUrl: string): Promise<Lane> {
  const name = `faults_${randomBytes(6).toString('hex')}`;
  await inDatabase(`${serverUrl}postgres`, (pool) =>
    pool.query(`create database ${name} template ${TEMPLATE} strategy file_copy`),
  );
  const url = `${serverUrl}${name}`;
  const silent = createLogger({ write: () => undefined, now: () => 0, level: 'error' });
  const store = await connectStore(url, silent, async () => {});
  const outside = new pg.Pool({ connectionString: url, max: 1 });
  // The server may end first; nothing is asked of this connection any more then.
  outside.on('error', () => undefined);
  const folder = await mkdtemp(join(tmpdir(), 'keywright-lane-'));
  let serial = FIRST_SERIAL;
  const lane = {
    store,
    folder,
    time: { now: () => Date.parse('2026-03-01T12:00:00Z') },
    masterKey: new Secret(Uint8Array.from(randomBytes(MASTER_KEY_BYTES))),
  };
  const tenant = createTenant({
    demoPeople: 8,
    largeGroupSize: 0,
    allowClientSecret: true,
    backend: { secret: CLIENT_SECRET },
    now: () => lane.time.now(),
  });
  const run = async (text: string) => {
    await outside.query(text);
  };
  return Object.assign(lane, {
    tenant,
    app: createLaneApp(),
    newSerial() {
      serial += 1;
      return serial;
    },
    async appToken() {
      const answer = await tenant.app.request(`/${TENANT_ID}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: DEMO_IDS.backend,
          client_secret: CLIENT_SECRET,
          scope: 'https://graph.microsoft.com/.default',
        }),
      });
      const { access_token: token }: { access_token?: string } = await answer.json();
      if (token === undefined) throw new TypeError('the tenant gave no app token');
      return token;
    },
    clear: () => run(CLEAR),
    backUp: () => run(BACK_UP),
    restore: () => run(RESTORE),
    async cut(processId: number) {
      await outside.query('select pg_terminate_backend($1, 10000)', [processId]);
    },
    async close() {
      await outside.end();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

async function inDatabase(url: string, work: (pool: pg.Pool) => Promise<unknown>): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}
