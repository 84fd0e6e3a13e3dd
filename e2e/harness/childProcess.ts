import { type ChildProcess, spawn } from 'node:child_process';

/** A process that we started: its address when it said one, what it printed, and its end. */
export interface StartedProcess {
  readonly pid: number;
  /** Everything it has printed so far, both streams. */
  output(): string;
  /** Ends it by SIGTERM and, if it does not listen, by SIGKILL. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Looks at each line; the start is over when it returns true. */
  readonly isReady: (line: string) => boolean;
  readonly timeoutMs?: number;
}

/** Starts a process and waits until it says that it is ready. */
export async function startProcess(options: StartOptions): Promise<StartedProcess> {
  const child = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.command} did not start`);
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${options.args.join(' ')} was not ready in time:\n${output}`));
    }, options.timeoutMs ?? 30_000);
    let line = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      line += chunk.toString();
      const lines = line.split('\n');
      line = lines.pop() ?? '';
      if (lines.some(options.isReady)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`${options.args.join(' ')} ended before it was ready:\n${output}`));
    });
  });
  return {
    pid,
    output: () => output,
    stop: () => end(child, ended, 'SIGTERM'),
    kill: () => end(child, ended, 'SIGKILL'),
  };
}

async function end(
  child: ChildProcess,
  ended: Promise<void>,
  signal: NodeJS.Signals,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(hard);
}
