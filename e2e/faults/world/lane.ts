import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createLogger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { connectStore, type Store } from '#bff/store/store.ts';
import { createTenant, type Tenant } from '#e2e/tenant/createTenant.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';

/** What runs share, one after the other: a database and a tenant whose state each run begins anew. */
export interface Lane {
  readonly store: Store;
  readonly tenant: Tenant;
  readonly masterKey: Secret<Uint8Array>;
  /** The clock of the run of the moment. */
  time: { now(): number };
  /** A serial that no key had before. */
  newSerial(): number;
  appToken(): Promise<string>;
  /** Ends what a broken run left open, so that the next one meets nobody. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export const TENANT_ID = DEMO_IDS.tenant;
const CLIENT_SECRET = 'only for tests';
const MASTER_KEY_BYTES = 32;
const FIRST_SERIAL = 30_000_000;

/** Opens a lane on a database of its own on this server. */
export async function createLane(serverUrl: string): Promise<Lane> {
  const name = `faults_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Pool({ connectionString: `${serverUrl}postgres`, max: 1 });
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = `${serverUrl}${name}`;
  const silent = createLogger({ write: () => undefined, now: () => 0, level: 'error' });
  const store = await connectStore(url, silent, async () => {});
  const outside = new pg.Pool({ connectionString: url, max: 1 });
  // The server may end first; nothing is asked of this connection any more then.
  outside.on('error', () => undefined);
  let serial = FIRST_SERIAL;
  const lane = {
    store,
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
  return Object.assign(lane, {
    tenant,
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
    async sweep() {
      await outside.query("update enrolments set state = 'rolledBack' where state = 'open'");
    },
    async close() {
      await outside.end();
      await store.close();
    },
  });
}
