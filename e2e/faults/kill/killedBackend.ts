import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { findPostmaster } from '#bff/store/postmasterPid.ts';
import { DIST, ROOT } from '#e2e/harness/dist.ts';
import { childrenOf, signalAll, untilGone } from '#e2e/harness/processes.ts';

/** Who is killed: all at once, as by a power cut; one of the two; or a process of the database, as hosts short of memory do. */
export const VICTIMS = ['everything', 'backend', 'database', 'postmaster', 'session'] as const;
export type Victim = (typeof VICTIMS)[number];

/** The built backend with its own PostgreSQL, killed and started on the same directory and address. */
export interface KilledBackend {
  readonly origin: string;
  /** Where its database is. */
  readonly postgres: string;
  /** Starts it where it does not run. It may be killed before it is ready. */
  start(): void;
  /** Kills at once. Resolves when the processes are gone; returns false where there was nobody to kill. */
  kill(victim: Victim, draw: (below: number) => number): Promise<boolean>;
  /**
   * What it said when it fell over a mistake of its own. One that ends because its database was killed while it started is
   * only started again.
   */
  readonly crashes: readonly string[];
  /** The end of what it said, of the start before as well where that one ended by itself. */
  lastWords(): string;
  /** Ends both for good: in order where it listens, else at once. */
  close(): Promise<void>;
}

const STOPPED_WITHIN_MS = 20_000;
const START_AGAIN_MS = 100;
const LAST_LINES = 6;

/** Makes one; nothing runs yet. */
export function createKilledBackend(
  env: Readonly<Record<string, string>>,
  dataDir: string,
  port: number,
): KilledBackend {
  let child: ChildProcess | null = null;
  let output = '';
  let before = '';
  let isClosed = false;
  const crashes: string[] = [];
  /** Whose end is meant. They do not count from that moment on, whether Node has heard of it or not. */
  const ended = new WeakSet<ChildProcess>();

  const runningChild = () =>
    child === null || ended.has(child) || child.exitCode !== null || child.signalCode !== null
      ? null
      : child;
  const data = join(dataDir, 'postgres', 'data');

  function start(): void {
    if (isClosed || runningChild() !== null) return;
    output = '';
    const started = spawn(process.execPath, [join(DIST.bff, 'server.js')], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const take = (chunk: Buffer) => {
      if (child === started) output += chunk.toString();
    };
    started.stdout.on('data', take);
    started.stderr.on('data', take);
    started.once('close', () => {
      if (ended.has(started)) return;
      before = output;
      if (output.includes('"crashed"')) crashes.push(lastWords());
      // As a supervisor does.
      setTimeout(start, START_AGAIN_MS);
    });
  }

  async function kill(victim: Victim, draw: (below: number) => number): Promise<boolean> {
    const isWhole = victim === 'everything' || victim === 'database';
    const running = victim === 'everything' || victim === 'backend' ? runningChild() : null;
    const backend = running?.pid ?? null;
    if (running !== null) ended.add(running);
    // At once; the rest takes a moment to be found. Held, nobody starts a process that would be missed.
    if (backend !== null) signalAll([backend], victim === 'backend' ? 'SIGKILL' : 'SIGSTOP');
    const server = victim === 'backend' ? null : ((await findPostmaster(data))?.pid ?? null);
    if (isWhole) signalAll(present(server), 'SIGSTOP');
    // They are in process groups of their own.
    const ofServer = server === null ? [] : childrenOf(server);
    const one = ofServer[draw(Math.max(1, ofServer.length))];
    const targets = {
      // A server that has just been started has no lock yet, but a parent.
      everything: [...present(backend, server), ...(backend === null ? [] : childrenOf(backend))],
      backend: present(backend),
      database: present(server),
      postmaster: present(server),
      session: one === undefined ? [] : [one],
    }[victim];
    const all = isWhole ? [...targets, ...ofServer] : targets;
    signalAll(all, 'SIGKILL');
    // What is left of the server ends by itself when it sees what happened.
    await untilGone([...all, ...ofServer]);
    return all.length > 0;
  }

  const lastWords = () => `${before}${output}`.trim().split('\n').slice(-LAST_LINES).join('\n');

  return {
    crashes,
    origin: `http://localhost:${port}`,
    postgres: join(dataDir, 'postgres'),
    start,
    kill,
    lastWords,
    async close() {
      isClosed = true;
      const running = runningChild();
      // Before that it would leave behind what it was starting.
      if (running === null || !output.includes('"listening"')) {
        await kill('everything', () => 0);
        return;
      }
      ended.add(running);
      const gone = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      const hard = setTimeout(() => running.kill('SIGKILL'), STOPPED_WITHIN_MS);
      await gone;
      clearTimeout(hard);
      await kill('database', () => 0);
    },
  };
}

function present(...pids: readonly (number | null)[]): number[] {
  return pids.flatMap((pid) => pid ?? []);
}
