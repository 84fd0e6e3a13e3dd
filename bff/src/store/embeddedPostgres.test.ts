import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  withoutSettings,
} from './embeddedPostgres.ts';
import { findPostmaster, isAlive } from './postmasterPid.ts';

async function ask(server: EmbeddedPostgres, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', { timeout: 60_000 }, () => {
  let parent: string;
  let directory: string;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'keywright-embedded-'));
    await chmod(parent, 0o755);
    directory = join(parent, 'postgres');
  });
  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('keeps its data, listens on the loopback address only and has a password nobody else can read', async () => {
    const first = await startEmbeddedPostgres({ directory, isDisposable: true });
    await ask(first, 'create table kept as select 42 as answer');
    expect(await ask(first, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' });
    expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(await findPostmaster(join(directory, 'data'))).toBeUndefined();
    const second = await startEmbeddedPostgres({ directory, isDisposable: true });
    expect(await ask(second, 'select answer from kept')).toEqual({ answer: 42 });
    await second.stop();
  });

  it('is not told our settings', () => {
    const env = { PATH: '/bin', KEYWRIGHT_GRAPH_CLIENT_SECRET: 'x', DATABASE_URL: 'y' };
    expect(withoutSettings(env)).toEqual({ PATH: '/bin' });
  });

  it('takes over a server that a killed process left running, and stops it in the end', async () => {
    const module = fileURLToPath(new URL('./embeddedPostgres.ts', import.meta.url));
    const script = `
      import { startEmbeddedPostgres } from ${JSON.stringify(module)};
      await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, isDisposable: true });
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ]);
    expect(killed.signal).toBe('SIGKILL');
    const left = await findPostmaster(join(directory, 'data'));
    const server = await startEmbeddedPostgres({ directory, isDisposable: true });
    expect((await findPostmaster(join(directory, 'data')))?.pid).toBe(left?.pid);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
    expect(isAlive(left?.pid ?? 0)).toBe(false);
  });

  it('starts over the traces of a server that was killed', async () => {
    const server = await startEmbeddedPostgres({ directory, isDisposable: true });
    const pid = Number.parseInt(
      await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8'),
      10,
    );
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
    const again = await startEmbeddedPostgres({ directory, isDisposable: true });
    expect(await ask(again, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
    await again.stop();
  });
});
