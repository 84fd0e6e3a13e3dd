import { execFile } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLogger } from '#bff/log/logger.ts';
import { findPostmaster } from '#bff/store/postmasterPid.ts';
import { openStore } from '#bff/store/store.ts';
import { childrenOf, signalAll, untilGone } from './processes.ts';

const run = promisify(execFile);

/** Empty databases of this version, each a copy of one that is made when the first is wanted. */
export interface EmptyDatabases {
  /** Puts one where a backend looks for its data. */
  place(dataDirectory: string): Promise<void>;
}

/** Copying takes a tenth of the time that making and migrating one does, and each journey wants one. */
export function createEmptyDatabases(directory: string): EmptyDatabases {
  let made: Promise<void> | undefined;
  return {
    async place(dataDirectory) {
      made ??= makeEmpty(directory);
      await made;
      await mkdir(dataDirectory, { recursive: true });
      await chmod(dataDirectory, 0o755);
      // It belongs to PostgreSQL's account where we are root, so owners are copied too.
      await run('cp', ['-a', join(directory, 'postgres'), dataDirectory]);
    },
  };
}

/**
 * Ends the embedded database of a data directory at once, for good. Its files stay until everything goes: ext4 takes
 * ten times as long to make a file just after it removed others.
 */
export async function abandonDatabase(dataDirectory: string): Promise<void> {
  const server = await findPostmaster(postgresDataOf(dataDirectory));
  if (server === undefined) return;
  const all = [server.pid, ...childrenOf(server.pid)];
  // The immediate shutdown: nothing is written, and no shared memory stays behind as after SIGKILL.
  signalAll([server.pid], 'SIGQUIT');
  await untilGone(all);
}

/** Where the embedded PostgreSQL of a backend keeps its cluster. */
export function postgresDataOf(dataDirectory: string): string {
  return join(dataDirectory, 'postgres', 'data');
}

async function makeEmpty(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o755);
  const log = createLogger({ write: () => undefined, now: () => Date.now(), level: 'error' });
  const store = await openStore({ dataDirectory: directory }, log);
  await store.close();
}
