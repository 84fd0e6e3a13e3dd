import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PUBLIC_KEY_FILE } from '#bff/audit/auditKey.ts';
import { runVerify } from '#bff/audit/runVerify.ts';
import { Secret } from '#bff/log/secret.ts';
import { CLUSTER_USER } from '#bff/store/postgresCluster.ts';
import { findPostmaster } from '#bff/store/postmasterPid.ts';
import { testAttestationRootPem } from '#e2e/authenticator/attestation/testAuthority.ts';
import { freePort } from '#e2e/harness/freePort.ts';
import { makeGraphCertificate } from '#e2e/harness/graphCertificate.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { createKilledBackend, type KilledBackend } from './killedBackend.ts';
import { startTenantServer, type TenantServer } from './tenantServer.ts';

/** What rounds share, one after the other: a backend that is killed, its directory, and a tenant. */
export interface KillLane {
  readonly backend: KilledBackend;
  readonly tenant: TenantServer;
  readonly masterKey: Secret<Uint8Array>;
  /** A serial that no key had before. */
  newSerial(): number;
  /** The database from outside, while it runs. */
  inDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T>;
  /** The product's own check of the audit, in the database and in the file. @returns what it says against it, or null. */
  verifyAudit(): Promise<string | null>;
  /** What a broken round left open is in nobody's way in the next one. */
  endOpenEnrolments(): Promise<void>;
  close(): Promise<void>;
}

const MASTER_KEY_BYTES = 32;
const FIRST_SERIAL = 40_000_000;
/** Longer than the tenant of a round may think about a registration. */
const SETTLE_SECONDS = '2';
const SWEEP_SECONDS = '1';

/** Sets a lane up in a directory of its own; the backend does not run yet. */
export async function createKillLane(): Promise<KillLane> {
  const parent = await mkdtemp(join(tmpdir(), 'keywright-kill-'));
  // Root's PostgreSQL runs as another account, which must be able to pass.
  await chmod(parent, 0o755);
  const dataDir = join(parent, 'data');
  const auditFile = join(parent, 'audit.jsonl');
  const certificate = makeGraphCertificate();
  const tenant = await startTenantServer(certificate.certificatePem);
  const masterKey = new Secret(Uint8Array.from(randomBytes(MASTER_KEY_BYTES)));
  const secrets = join(parent, 'secrets');
  await mkdir(secrets, { mode: 0o700 });
  const keep = async (name: string, text: string) => {
    const path = join(secrets, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const port = await freePort();
  const env = {
    KEYWRIGHT_TENANT_ID: DEMO_IDS.tenant,
    KEYWRIGHT_API_CLIENT_ID: DEMO_IDS.api,
    KEYWRIGHT_PAGE_CLIENT_ID: DEMO_IDS.spa,
    KEYWRIGHT_GRAPH_CLIENT_ID: DEMO_IDS.backend,
    KEYWRIGHT_EMULATED_TENANT: 'yes',
    KEYWRIGHT_LOGIN_ORIGIN: tenant.origin,
    KEYWRIGHT_GRAPH_ORIGIN: tenant.origin,
    KEYWRIGHT_HOST: 'localhost',
    KEYWRIGHT_PORT: String(port),
    KEYWRIGHT_DATA_DIR: dataDir,
    KEYWRIGHT_AUDIT_FILE: auditFile,
    KEYWRIGHT_SETTLE_SECONDS: SETTLE_SECONDS,
    KEYWRIGHT_SWEEP_SECONDS: SWEEP_SECONDS,
    // As many enrolments as a measurement or a long run of faults begins.
    KEYWRIGHT_ENROLMENTS_PER_MINUTE: '10000',
    KEYWRIGHT_ENROLMENTS_PER_DAY: '100000',
    KEYWRIGHT_ENROLMENTS_PER_PERSON: '1000',
    KEYWRIGHT_GRAPH_CERTIFICATE_FILE: await keep('graph.pem', certificate.certificatePem),
    KEYWRIGHT_GRAPH_PRIVATE_KEY_FILE: await keep('graph.key', certificate.privateKeyPem),
    KEYWRIGHT_ESCROW_KEY_FILE: await keep(
      'escrow.key',
      Buffer.from(masterKey.reveal()).toString('base64'),
    ),
    KEYWRIGHT_ATTESTATION_ROOTS_FILE: await keep('roots.pem', testAttestationRootPem),
  };
  const backend = createKilledBackend(env, dataDir, port);
  let serial = FIRST_SERIAL;

  async function databaseUrl(): Promise<string> {
    const server = await findPostmaster(join(backend.postgres, 'data'));
    if (server === undefined) throw new TypeError('the database does not run');
    const password = await readFile(join(backend.postgres, 'password'), 'utf8');
    return `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${server.port}/postgres`;
  }

  async function inDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
    const pool = new pg.Pool({ connectionString: await databaseUrl(), max: 1 });
    pool.on('error', () => undefined);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  }

  return {
    backend,
    tenant,
    masterKey,
    newSerial() {
      serial += 1;
      return serial;
    },
    inDatabase,
    async verifyAudit() {
      const said: string[] = [];
      const code = await runVerify({
        options: ['--public-key', join(dataDir, PUBLIC_KEY_FILE)],
        env: { KEYWRIGHT_DATABASE_URL: await databaseUrl(), KEYWRIGHT_AUDIT_FILE: auditFile },
        say: (line) => said.push(line),
      });
      return code === 0 ? null : said.join('; ');
    },
    async endOpenEnrolments() {
      const text = "update enrolments set state = 'rolledBack' where state = 'open'";
      await inDatabase((pool) => pool.query(text));
    },
    async close() {
      await backend.close();
      await tenant.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}
