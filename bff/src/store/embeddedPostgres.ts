import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SETTING_PREFIX } from '#bff/config/settings.ts';
import { AppError } from '#shared/failure/appError.ts';
import { findPostgresAccount, type PostgresAccount, placeForAccount } from './postgresAccount.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgresBinaries.ts';
import { findPostmaster, isAlive } from './postmasterPid.ts';

/** A PostgreSQL server of our own on the loopback address. */
export interface EmbeddedPostgres {
  /** Connection string of a database in it; holds the password. */
  url(database: string): string;
  /** Stops the server, unless another living process of ours started it. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds everything: `data/`, the password, the log. */
  readonly directory: string;
  /** For throw-away servers of tests: nothing is synced to disk. */
  readonly isDisposable?: boolean;
}

const USER = 'keywright';
const PASSWORD_BYTES = 24;
const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 15_000;
const POLL_MS = 10;
const run = promisify(execFile);

/**
 * Starts PostgreSQL in a directory, or takes over the server that a killed process of ours left running there.
 * The server listens on 127.0.0.1 only, on a free port, and wants a password that is drawn once and kept in a file
 * for the owner alone.
 * @throws AppError `setting_invalid` when it cannot run here; `database_unavailable` when it does not get ready.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const account = await findPostgresAccount();
  const { directory, binaries } = await placeForAccount(
    { directory: options.directory, binaries: await findPostgresBinaries() },
    account,
  );
  const data = join(directory, 'data');
  await mkdir(directory, { recursive: true });
  if (account !== undefined) await chown(directory, account.uid, account.gid);
  await chmod(directory, 0o700);
  const password = await keepPassword(join(directory, 'password'), account);
  if (!(await exists(join(data, 'PG_VERSION')))) {
    await initialise(binaries, directory, account, options.isDisposable ?? false);
  }
  const ownerFile = join(directory, 'owner');
  const running = await findPostmaster(data);
  const owner = Number.parseInt(await readFile(ownerFile, 'utf8').catch(() => ''), 10);
  const isShared = running !== undefined && owner !== process.pid && owner > 0 && isAlive(owner);
  if (running === undefined) await start(binaries, directory, account, options);
  if (!isShared) await writeFile(ownerFile, String(process.pid), { mode: 0o600 });
  const { pid, port } = await waitUntilReady(data, directory);
  return {
    url: (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      if (isShared) return;
      await stop(pid);
      await rm(ownerFile, { force: true });
    },
  };
}

/** Our settings, with the secrets among them, are none of the database's business. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string) => name.startsWith(SETTING_PREFIX) || name === 'DATABASE_URL';
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}

async function keepPassword(file: string, account: PostgresAccount | undefined): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept.trim();
  const password = randomBytes(PASSWORD_BYTES).toString('hex');
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  if (account !== undefined) await chown(file, account.uid, account.gid);
  return password;
}

/** Made aside and renamed, so that a half-made cluster is never taken for a whole one. */
async function initialise(
  binaries: PostgresBinaries,
  directory: string,
  account: PostgresAccount | undefined,
  isDisposable: boolean,
): Promise<void> {
  const unfinished = join(directory, 'data.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${USER}`,
    `--pwfile=${join(directory, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(isDisposable ? ['--no-sync'] : []),
  ];
  try {
    const env = withoutSettings(process.env);
    await run(binaries.initdb, flags, { cwd: directory, env, ...account });
  } catch (cause) {
    throw new AppError('setting_invalid', 'PostgreSQL could not make its data directory', {
      cause,
    });
  }
  await rename(unfinished, join(directory, 'data'));
}

async function start(
  binaries: PostgresBinaries,
  directory: string,
  account: PostgresAccount | undefined,
  options: EmbeddedPostgresOptions,
): Promise<void> {
  const data = join(directory, 'data');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=32MB',
    ...(options.isDisposable
      ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
      : []),
  ];
  const flags = ['-D', data, '-p', String(await freePort())];
  for (const setting of settings) flags.push('-c', setting);
  // Whoever holds it was found dead above; PostgreSQL itself would believe a process number that was given away again.
  await rm(join(data, 'postmaster.pid'), { force: true });
  const log = await open(join(directory, 'log'), 'w', 0o600);
  try {
    // Its own process group: Ctrl-C must end the backend first, which then stops the database.
    const server = spawn(binaries.postgres, flags, {
      ...account,
      cwd: directory,
      detached: true,
      env: { ...withoutSettings(process.env), LC_MESSAGES: 'C' },
      stdio: ['ignore', log.fd, log.fd],
    });
    server.on('error', () => undefined);
    server.unref();
  } finally {
    await log.close();
  }
}

async function waitUntilReady(data: string, directory: string) {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += POLL_MS) {
    const postmaster = await findPostmaster(data);
    if (postmaster?.isReady) return postmaster;
    await delay(POLL_MS);
  }
  throw new AppError(
    'database_unavailable',
    `PostgreSQL did not start, see its log in ${directory}`,
  );
}

async function stop(pid: number): Promise<void> {
  // SIGINT is the fast shutdown: clients are cut off, data is written.
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < STOPPED_WITHIN_MS && isAlive(pid); waited += POLL_MS) {
    await delay(POLL_MS);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
