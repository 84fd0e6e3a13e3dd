import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres.ts';
import { withoutSettings } from './postgresCluster.ts';
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

/** Processes that a server has started. */
function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
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
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    // Whoever comes over the socket has no address.
    expect(await ask(first, 'select inet_client_addr() as address')).toEqual({ address: null });
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
    await kill(await pidOf());
    const again = await startEmbeddedPostgres({ directory, isDisposable: true });
    expect(await ask(again, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
    await again.stop();
  });

  it('waits for the processes that a killed server left behind, and keeps its last words', async () => {
    const killed = await startEmbeddedPostgres({ directory, isDisposable: true });
    const pid = await pidOf();
    const children = childrenOf(pid);
    expect(children.length).toBeGreaterThan(2);
    for (const child of children) process.kill(child, 'SIGSTOP');
    await kill(pid);
    const starting = startEmbeddedPostgres({ directory, isDisposable: true });
    const log = () => readFile(join(directory, 'log'), 'utf8');
    await vi.waitFor(async () => expect(await log()).toContain('still in use'), 20_000);
    for (const child of children) process.kill(child, 'SIGCONT');
    const server = await starting;
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    expect(await readFile(join(directory, 'log.before'), 'utf8')).toContain('ready to accept');
    await server.stop();
    await killed.stop();
  });

  it('starts a server that was killed again at the same address, where it is to look after it', async () => {
    const changes: string[] = [];
    const server = await startEmbeddedPostgres({
      directory,
      isDisposable: true,
      onChange: (state) => changes.push(state),
    });
    const address = server.url('postgres');
    await kill(await pidOf());
    await vi.waitFor(() => expect(changes).toEqual(['ended', 'startedAgain']), 20_000);
    expect(server.url('postgres')).toBe(address);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
    expect(await findPostmaster(join(directory, 'data'))).toBeUndefined();
    expect(changes).toHaveLength(2);
  });

  it('is not stopped by half a start: an empty password, an unfinished data directory', async () => {
    const other = join(parent, 'killed-early');
    await mkdir(join(other, 'data.unfinished'), { recursive: true });
    await writeFile(join(other, 'password'), '');
    const server = await startEmbeddedPostgres({ directory: other, isDisposable: true });
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
    expect((await readdir(other)).filter((name) => name.startsWith('data.'))).toEqual([]);
  });

  async function pidOf(): Promise<number> {
    return (await findPostmaster(join(directory, 'data')))?.pid ?? 0;
  }
});
