import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#shared/failure/appError.ts';
import type { PostgresBinaries } from './postgresBinaries.ts';

/** Whom PostgreSQL runs as where we are root, which it refuses to run as. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const ACCOUNT = 'postgres';
/** Only root can write here, so nobody can have put a trap in our way. */
const ROOT_PLACE = '/var/lib/keywright';
const SEARCHABLE_BY_OTHERS = 0o001;

/**
 * The account to run PostgreSQL as; undefined where it is simply ours. Root gets the system account `postgres`, which is
 * created where it is missing.
 * @throws AppError `setting_invalid` when it cannot be created.
 */
export async function findPostgresAccount(): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await readAccount()) ?? (await createAccount());
}

async function readAccount(): Promise<PostgresAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', ACCOUNT]), run('id', ['-g', ACCOUNT])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return undefined;
  }
}

async function createAccount(): Promise<PostgresAccount> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT]);
  } catch {
    // BusyBox systems have adduser only; whether it worked shows below.
    await run('adduser', ['-S', '-D', '-H', ACCOUNT]).catch(() => undefined);
  }
  const account = await readAccount();
  if (account === undefined) {
    throw new AppError(
      'setting_invalid',
      'PostgreSQL does not run as root and no account could be made for it: set DATABASE_URL',
    );
  }
  return account;
}

/** Where the cluster and its programs are, once both can be reached by the account. */
export interface PostgresPlace {
  readonly directory: string;
  readonly binaries: PostgresBinaries;
}

/**
 * Moves to a place of root's own what the account cannot reach: a directory inside root's home, say. The place depends on
 * the wanted directory only, so the next start finds the same data.
 */
export async function placeForAccount(
  wanted: PostgresPlace,
  account: PostgresAccount | undefined,
): Promise<PostgresPlace> {
  if (account === undefined) return wanted;
  const { binaries } = wanted;
  const name = createHash('sha256').update(wanted.directory).digest('hex').slice(0, 12);
  const place = join(ROOT_PLACE, name);
  return {
    directory: (await isReachable(dirname(wanted.directory))) ? wanted.directory : place,
    binaries: (await isReachable(dirname(binaries.postgres)))
      ? binaries
      : await copyPrograms(binaries, join(ROOT_PLACE, 'programs')),
  };
}

/** Whether every directory on the way lets others pass. */
async function isReachable(directory: string): Promise<boolean> {
  for (let path = directory; ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    // What does not exist yet is created by us, open enough.
    if (found !== undefined && (found.mode & SEARCHABLE_BY_OTHERS) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

async function copyPrograms(binaries: PostgresBinaries, to: string): Promise<PostgresBinaries> {
  await mkdir(to, { recursive: true, mode: 0o755 });
  const from = dirname(dirname(binaries.postgres));
  await cp(from, to, { recursive: true, force: true, verbatimSymlinks: true });
  return { postgres: join(to, 'bin', 'postgres'), initdb: join(to, 'bin', 'initdb') };
}
