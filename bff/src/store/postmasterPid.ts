import { readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

const LINE = { pid: 0, port: 3, status: 7 } as const;

/** The server that runs on a data directory, or undefined. A file that a dead server left behind counts for nothing. */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[LINE.pid] ?? '', 10);
  const port = Number.parseInt(lines[LINE.port] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !(await isPostgres(pid))) {
    return undefined;
  }
  return { pid, port, isReady: lines[LINE.status]?.trim() === 'ready' };
}

/** Tells whether a process exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether a process is a server of PostgreSQL: after a reboot or in a new container the number may belong to another
 * program. Where we cannot tell, we believe it.
 */
export async function isPostgres(pid: number): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => undefined);
  return program === undefined || basename(program).startsWith('postgres');
}
