import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPostmaster, isAlive } from './postmasterPid.ts';

describe('a process number', () => {
  it('counts as alive while its process runs, and not after', () => {
    expect(isAlive(process.pid)).toBe(true);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    expect(isAlive(pid)).toBe(false);
  });

  it('does not count where the process has ended and its parent takes no note, if the system tells', async () => {
    // The shell becomes a program that never waits for the child it was given.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
    });
    try {
      const isTold = existsSync(`/proc/${process.pid}/stat`);
      await expect.poll(() => isAlive(pid)).toBe(!isTold);
      expect(() => process.kill(pid, 0)).not.toThrow();
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

describe('the lock of a data directory', () => {
  it('counts for nothing where its number was given to a program that works elsewhere, if the system tells', async () => {
    const data = await mkdtemp(join(tmpdir(), 'keywright-lock-'));
    const lock = [process.pid, data, 0, 5_432, '', '127.0.0.1', '', 'ready'];
    await writeFile(join(data, 'postmaster.pid'), lock.join('\n'));
    const isTold = existsSync('/proc/self/cwd');
    expect(await findPostmaster(data)).toEqual(
      isTold ? undefined : { pid: process.pid, port: 5_432, isReady: true },
    );
    await rm(data, { recursive: true });
  });
});
