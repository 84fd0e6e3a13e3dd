import { existsSync, readFileSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** State "zombie" or "dead", behind the program's name (proc_pid_stat(5)). */
const ENDED = /\) [ZX] /;
const LINE = { pid: 0, port: 3, status: 7 } as const;

/** The server that runs on a data directory, or undefined. A file that a dead server left behind counts for nothing. */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[LINE.pid] ?? '', 10);
  const port = Number.parseInt(lines[LINE.port] ?? '', 10);
  if (
    !Number.isInteger(pid) ||
    pid <= 0 ||
    !isAlive(pid) ||
    !(await isServerOf(pid, dataDirectory))
  ) {
    return undefined;
  }
  return { pid, port, isReady: lines[LINE.status]?.trim() === 'ready' };
}

/** Tells whether a process runs, whoever owns it. One that has ended and whose parent has not taken note does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EPERM') return false;
  }
  return !hasEnded(pid);
}

function hasEnded(pid: number): boolean {
  try {
    return ENDED.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Not Linux.
    return false;
  }
}

/**
 * Whether a process is the server of a data directory, in which it works. After a reboot or in a new container the number
 * may belong to another program, or to the server of somebody else. Where we cannot tell, we believe it.
 */
export async function isServerOf(pid: number, dataDirectory: string): Promise<boolean> {
  if (!existsSync('/proc/self/cwd')) return true;
  const [works, data] = await Promise.all(
    [`/proc/${pid}/cwd`, dataDirectory].map((path) => realpath(path).catch(() => undefined)),
  );
  return works !== undefined && works === data;
}
