import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SETTING_PREFIX } from '#bff/config/settings.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { PostgresAccount } from './postgresAccount.ts';
import type { PostgresBinaries } from './postgresBinaries.ts';
import { writeWhole } from './writeWhole.ts';

/** Where a cluster is and what it is made and run with. */
export interface ClusterPlace {
  /** Holds everything: `data/`, the password, the log. */
  readonly directory: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount | undefined;
  /** Nothing is synced to disk. */
  readonly isDisposable: boolean;
}

/** The owner of every database in it. */
export const CLUSTER_USER = 'keywright';

const PASSWORD_BYTES = 24;
const UNFINISHED = 'data.unfinished';
const run = promisify(execFile);

/** The data directory of a cluster. */
export function dataOf({ directory }: Pick<ClusterPlace, 'directory'>): string {
  return join(directory, 'data');
}

/**
 * Makes a cluster where there is none yet. Whoever is killed in the middle of it leaves nothing that the next one would
 * take for whole.
 * @returns the password of {@link CLUSTER_USER}
 * @throws AppError `setting_invalid` when it cannot be made here.
 */
export async function keepCluster(place: ClusterPlace): Promise<string> {
  const { directory, account } = place;
  await mkdir(directory, { recursive: true });
  if (account !== undefined) await chown(directory, account.uid, account.gid);
  await chmod(directory, 0o700);
  const password = await keepPassword(join(directory, 'password'), account);
  const isThere = await stat(join(dataOf(place), 'PG_VERSION')).catch(() => undefined);
  if (isThere === undefined) await initialise(place);
  return password;
}

/** Our settings, with the secrets among them, are none of the database's business. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string) => name.startsWith(SETTING_PREFIX) || name === 'DATABASE_URL';
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}

async function keepPassword(file: string, owner: PostgresAccount | undefined): Promise<string> {
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept !== '') return kept;
  const password = randomBytes(PASSWORD_BYTES).toString('hex');
  await writeWhole(file, password, { mode: 0o600, owner });
  return password;
}

/** Made aside and renamed, so that a half-made cluster is never taken for a whole one. */
async function initialise(place: ClusterPlace): Promise<void> {
  const { directory, binaries, account, isDisposable } = place;
  for (const name of await readdir(directory)) {
    if (!name.startsWith(UNFINISHED)) continue;
    // What cannot be removed yet is in nobody's way.
    await rm(join(directory, name), { recursive: true, force: true }).catch(() => undefined);
  }
  // A name of its own: an initdb whose backend was killed goes on for a second, and would write into this one's.
  const unfinished = join(directory, `${UNFINISHED}.${randomBytes(4).toString('hex')}`);
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${CLUSTER_USER}`,
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
  await rename(unfinished, dataOf(place));
}
