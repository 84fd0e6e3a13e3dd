import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostmaster } from '#bff/store/postmasterPid.ts';
import { testAttestationRootPem } from '#e2e/authenticator/attestation/testAuthority.ts';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { KEY_CATALOGUE } from '#e2e/authenticator/profiles/catalogue.ts';
import { DEMO_IDS, type TenantOptions } from '#e2e/tenant/options.ts';
import type { PageConfig } from '#shared/api/session.ts';
import { type StartedProcess, startProcess } from './childProcess.ts';
import { DIST, ROOT } from './dist.ts';
import { abandonDatabase, createEmptyDatabases, postgresDataOf } from './emptyDatabase.ts';
import { freePort } from './freePort.ts';
import { makeGraphCertificate } from './graphCertificate.ts';
import { startPageServer } from './pageServer.ts';
import { childrenOf, signalAll, untilGone } from './processes.ts';
import { createTenantControl, type TenantControl } from './tenantControl.ts';

/** What an administrator consents to where people register by their own right. */
const OWN_PASSKEYS = 'UserAuthMethod-Passkey.ReadWrite';

/** What a demo or a test run may choose. */
export interface StackOptions {
  readonly rack: KeyRack | null;
  readonly drawer: boolean;
  /** Kept between runs; absent: a folder that is removed at the end. */
  readonly dataDir?: string;
  readonly pagePort?: number;
  readonly badge?: string;
  readonly tenant?: Partial<TenantOptions>;
  /** More settings for the backend. */
  readonly backend?: Readonly<Record<string, string>>;
}

/** A whole Keywright with its own tenant: page, backend, database and sign-in, each at its own address. */
export interface Stack {
  readonly pageOrigin: string;
  readonly backendOrigin: string;
  readonly tenantOrigin: string;
  readonly tenant: TenantControl;
  backend: StartedProcess;
  /** Settings by which it registers keys of people who were invited in their own names. */
  readonly delegated: Readonly<Record<string, string>>;
  /**
   * Ends the backend (at once, or gracefully) and starts it again on the same database and address. With other settings
   * these hold until {@link renew}.
   */
  restartBackend(how: 'kill' | 'stop', settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends the embedded database at once, with all its processes. The backend starts it again. */
  killDatabase(): Promise<void>;
  /** A new tenant state and an empty database; addresses stay. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything; the builds in dist/ must be there. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'keywright-')));
  await mkdir(dataDir, { recursive: true });
  // The embedded PostgreSQL runs as its own user where we are root, and has to get through this folder.
  await chmod(dataDir, 0o755);
  const pagePort = await freePort(options.pagePort);
  const backendPort = await freePort();
  const pageOrigin = `http://localhost:${pagePort}`;
  const certificate = makeGraphCertificate();
  const {
    process: tenantProcess,
    origin: tenantOrigin,
    control,
  } = await startTenant({
    spa: { redirectUris: [`${pageOrigin}/redirect.html`] },
    attestationRootsPem: [testAttestationRootPem],
    models: Object.fromEntries(
      KEY_CATALOGUE.map(({ info, label }) => [toGuid(info.aaguid), label]),
    ),
    ...options.tenant,
    backend: { certificatesPem: [certificate.certificatePem], ...options.tenant?.backend },
    api: { certificatesPem: [certificate.certificatePem], delegated: [OWN_PASSKEYS] },
  });
  const env: Record<string, string> = {
    KEYWRIGHT_TENANT_ID: DEMO_IDS.tenant,
    KEYWRIGHT_API_CLIENT_ID: DEMO_IDS.api,
    KEYWRIGHT_PAGE_CLIENT_ID: DEMO_IDS.spa,
    KEYWRIGHT_GRAPH_CLIENT_ID: DEMO_IDS.backend,
    KEYWRIGHT_EMULATED_TENANT: 'yes',
    KEYWRIGHT_LOGIN_ORIGIN: tenantOrigin,
    KEYWRIGHT_GRAPH_ORIGIN: tenantOrigin,
    KEYWRIGHT_PAGE_ORIGINS: pageOrigin,
    KEYWRIGHT_HOST: 'localhost',
    KEYWRIGHT_PORT: String(backendPort),
    KEYWRIGHT_DATA_DIR: join(dataDir, 'database-1'),
    KEYWRIGHT_SETTLE_SECONDS: '2',
    // As many enrolments as a measurement or a long run of faults begins.
    KEYWRIGHT_ENROLMENTS_PER_MINUTE: '10000',
    KEYWRIGHT_ENROLMENTS_PER_DAY: '100000',
    KEYWRIGHT_ENROLMENTS_PER_PERSON: '1000',
    ...(await writeSecrets(dataDir, certificate)),
    ...options.backend,
  };
  let databases = 1;
  const emptyDatabases = createEmptyDatabases(join(dataDir, 'empty-database'));
  let changed: Readonly<Record<string, string>> = {};
  const backendOrigin = `http://localhost:${backendPort}`;
  const page = await startPageServer({
    port: pagePort,
    config: pageConfig(tenantOrigin, backendOrigin, options.badge ?? null),
    connect: { apiOrigin: backendOrigin, loginOrigin: tenantOrigin },
    rack: options.rack,
    drawer: options.drawer,
  });
  const stack: Stack = {
    pageOrigin,
    backendOrigin,
    tenantOrigin,
    tenant: control,
    delegated: {
      KEYWRIGHT_SELF_SERVICE: 'delegated',
      KEYWRIGHT_API_CERTIFICATE_FILE: env['KEYWRIGHT_GRAPH_CERTIFICATE_FILE'] ?? '',
      KEYWRIGHT_API_PRIVATE_KEY_FILE: env['KEYWRIGHT_GRAPH_PRIVATE_KEY_FILE'] ?? '',
    },
    backend: await startBackend(env).catch(async (cause: unknown) => {
      await Promise.all([page.close(), tenantProcess.stop()]);
      throw cause;
    }),
    async restartBackend(how, settings = {}) {
      await stack.backend[how]();
      changed = { ...changed, ...settings };
      stack.backend = await startBackend({ ...env, ...changed });
    },
    async killDatabase() {
      const server = await findPostmaster(postgresDataOf(env['KEYWRIGHT_DATA_DIR'] ?? ''));
      if (server === undefined) throw new Error('there is no embedded database to kill');
      signalAll([server.pid], 'SIGSTOP');
      const all = [server.pid, ...childrenOf(server.pid)];
      signalAll(all, 'SIGKILL');
      await untilGone(all);
    },
    async renew() {
      const before = env['KEYWRIGHT_DATA_DIR'] ?? '';
      await Promise.all([stack.backend.kill(), control.reset()]);
      databases += 1;
      changed = {};
      const next = join(dataDir, `database-${databases}`);
      env['KEYWRIGHT_DATA_DIR'] = next;
      await Promise.all([abandonDatabase(before), emptyDatabases.place(next)]);
      stack.backend = await startBackend(env);
    },
    async close() {
      await page.close();
      await stack.backend.stop();
      await tenantProcess.stop();
      if (temporary) await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stack;
}

async function startTenant(options: TenantOptions) {
  const controlToken = randomBytes(16).toString('hex');
  let origin = '';
  const process = await startProcess({
    command: globalThis.process.execPath,
    args: ['--import', 'tsx', 'e2e/tenant/serve.ts'],
    cwd: ROOT,
    env: { TENANT_OPTIONS: JSON.stringify({ ...options, controlToken }) },
    isReady: (line) => {
      if (!line.startsWith('{"origin"')) return false;
      origin = JSON.parse(line).origin;
      return true;
    },
  });
  return { process, origin, control: createTenantControl(origin, controlToken) };
}

function startBackend(env: Readonly<Record<string, string>>): Promise<StartedProcess> {
  return startProcess({
    command: process.execPath,
    args: [join(DIST.bff, 'server.js')],
    cwd: ROOT,
    env,
    isReady: (line) => line.includes('"listening"'),
    timeoutMs: 60_000,
  });
}

async function writeSecrets(
  dataDir: string,
  certificate: { readonly certificatePem: string; readonly privateKeyPem: string },
): Promise<Record<string, string>> {
  const secrets = join(dataDir, 'secrets');
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  const write = async (name: string, text: string, flag: 'w' | 'wx') => {
    const path = join(secrets, name);
    // The escrow key of a kept demo must outlive the run, or its sealed PINs are gone.
    await writeFile(path, text, { mode: 0o600, flag }).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause;
    });
    return path;
  };
  return {
    KEYWRIGHT_GRAPH_CERTIFICATE_FILE: await write('graph.pem', certificate.certificatePem, 'w'),
    KEYWRIGHT_GRAPH_PRIVATE_KEY_FILE: await write('graph.key', certificate.privateKeyPem, 'w'),
    KEYWRIGHT_ESCROW_KEY_FILE: await write('escrow.key', randomBytes(32).toString('base64'), 'wx'),
    KEYWRIGHT_ATTESTATION_ROOTS_FILE: await write('roots.pem', testAttestationRootPem, 'w'),
  };
}

/** MSAL insists on an authority that is written https; the endpoints it really uses are the emulator's. */
function pageConfig(tenantOrigin: string, apiOrigin: string, badge: string | null): PageConfig {
  const { host } = new URL(tenantOrigin);
  const base = `${tenantOrigin}/${DEMO_IDS.tenant}`;
  return {
    apiOrigin,
    environmentBadge: badge,
    auth: {
      clientId: DEMO_IDS.spa,
      authority: `https://${host}/${DEMO_IDS.tenant}`,
      scope: `api://${DEMO_IDS.api}/access_as_user`,
      knownAuthorities: [host],
      authorityMetadata: JSON.stringify({
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      }),
    },
  };
}

function toGuid(aaguid: string): string {
  return aaguid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
