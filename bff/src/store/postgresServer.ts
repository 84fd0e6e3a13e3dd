import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { release } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/failure/appError.ts';
import { type ClusterPlace, dataOf, withoutSettings } from './postgresCluster.ts';
import { findPostmaster, isAlive, isServerOf, type Postmaster } from './postmasterPid.ts';

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 15_000;
const POLL_MS = 10;
const TRY_AGAIN_MS = 100;
const MOST_PORT = 65_535;
/** In bytes, on the system that has the least room for the name of a socket: macOS. */
const MOST_SOCKET_PATH = 103;

/**
 * Starts the server of a cluster, or waits for the one that runs there already. The server listens on 127.0.0.1 only.
 * Tries again while the processes of a killed server still end: PostgreSQL refuses to start beside them.
 * @param port absent: a free one
 * @throws AppError `database_unavailable` when it does not get ready.
 */
export async function startServer(place: ClusterPlace, port?: number): Promise<Postmaster> {
  const until = performance.now() + READY_WITHIN_MS;
  const log = join(place.directory, 'log');
  let server: ChildProcess | undefined;
  while (performance.now() < until) {
    const postmaster = await findPostmaster(dataOf(place));
    if (postmaster?.isReady) return postmaster;
    if (postmaster === undefined && (server === undefined || hasEnded(server))) {
      // The words of a server that died are wanted after its successor has started.
      if (server === undefined) await rename(log, `${log}.before`).catch(() => undefined);
      else await delay(TRY_AGAIN_MS);
      server = await launch(place, log, port ?? (await freePort()));
    }
    await delay(POLL_MS);
  }
  throw new AppError(
    'database_unavailable',
    `PostgreSQL did not start, see its log in ${place.directory}`,
  );
}

/** Where a server has its Unix socket, which costs half of what the loopback interface does; null where it has none. */
export function socketFolder({ directory }: ClusterPlace): string | null {
  const fits = socketFile(directory, MOST_PORT).length <= MOST_SOCKET_PATH;
  return process.platform !== 'win32' && fits ? directory : null;
}

/** The socket of a server that listens on this port. */
export function socketFile(folder: string, port: number): string {
  return join(folder, `.s.PGSQL.${port}`);
}

/** Stops a server at once but in order: its clients are cut off, its data is written. */
export async function stopServer(pid: number): Promise<void> {
  // SIGINT is the fast shutdown.
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < STOPPED_WITHIN_MS && isAlive(pid); waited += POLL_MS) {
    await delay(POLL_MS);
  }
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

async function launch(place: ClusterPlace, logFile: string, port: number): Promise<ChildProcess> {
  const { directory, binaries, account, isDisposable } = place;
  const sockets = socketFolder(place);
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${sockets ?? ''}`,
    'shared_buffers=32MB',
    ...recoverySettings(),
    ...(isDisposable ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const flags = ['-D', dataOf(place), '-p', String(port)];
  for (const setting of settings) flags.push('-c', setting);
  await removeForeignLock(dataOf(place), 'postmaster.pid');
  if (sockets !== null) await removeForeignLock(dataOf(place), `${socketFile(sockets, port)}.lock`);
  const log = await open(logFile, 'a', 0o600);
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
    return server;
  } finally {
    await log.close();
  }
}

/**
 * A killed server begins by syncing all its thousand files, one after the other, which can take seconds; Linux can sync the
 * whole file system in one call instead. Its older kernels do not report what went wrong then.
 */
function recoverySettings(): string[] {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  const reportsErrors = major > 5 || (major === 5 && minor >= 8);
  const isLinux = process.platform === 'linux';
  return isLinux && reportsErrors ? ['recovery_init_sync_method=syncfs'] : [];
}

/**
 * PostgreSQL removes the lock of a dead server itself, but would believe a process number that was given to somebody
 * else since. Only then it is ours to remove: a server may have been started in this very moment.
 */
async function removeForeignLock(data: string, name: string): Promise<void> {
  const file = resolve(data, name);
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (pid > 0 && isAlive(pid) && !(await isServerOf(pid, data))) await rm(file, { force: true });
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
