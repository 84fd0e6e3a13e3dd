import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostmaster } from '#bff/store/postmasterPid.ts';
import { openStore } from '#bff/store/store.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { createAuditLog } from './auditLog.ts';
import { createFileSink } from './fileSink.ts';
import { runVerify } from './runVerify.ts';
import { createSinkPump } from './sinkPump.ts';
import { testEntry } from './testLines.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const now = () => Date.parse('2027-06-01T09:00:00Z');
const COMMAND = fileURLToPath(new URL('verify.ts', import.meta.url));

describe('npm run audit:verify', () => {
  let test: TestStore;
  let folder: string;
  let file: string;
  let key: string;
  beforeAll(async () => {
    test = await createTestStore();
    folder = await mkdtemp(join(tmpdir(), 'keywright-verify-'));
    file = join(folder, 'audit.jsonl');
    key = join(folder, 'audit.pub');
    await writeFile(key, publicKey.export({ type: 'spki', format: 'pem' }));
    const audit = createAuditLog({ now });
    for (let index = 0; index < 6; index += 1) {
      await test.store.transaction((queries) => audit.append(queries, testEntry()));
    }
    const { log } = testLog();
    const parts = { store: test.store, key: privateKey, origin: 'test', log, now };
    await createSinkPump({ sink: createFileSink(file), ...parts }).flush();
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const said: string[] = [];
  async function verify(options: string[], env: Record<string, string> = {}) {
    said.length = 0;
    const all = { KEYWRIGHT_DATABASE_URL: test.url, KEYWRIGHT_AUDIT_KEY_FILE: key, ...env };
    const say = (line: string) => said.push(line);
    return { code: await runVerify({ options, env: all, say }), said: said.join('\n') };
  }
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const lines = async () => (await readFile(file, 'utf8')).split('\n');

  it('finds nothing wrong with what is as it was written', async () => {
    const whole = await verify(['--file', file]);
    expect(whole.code).toBe(0);
    expect(whole.said).toMatch(/6 records, 1 checkpoints, 0 accepted restores, head [0-9a-f]{64}/);
    expect(whole.said).toMatch(/database: 6 records, head [0-9a-f]{64}/);
    expect(await verify([])).toMatchObject({ code: 0, said: expect.not.stringContaining('file') });
    expect(await verify(['--no-database'], { KEYWRIGHT_AUDIT_FILE: file })).toMatchObject({
      code: 0,
      said: expect.not.stringContaining('database'),
    });
    const nothing = await put('empty.jsonl', '');
    expect((await verify(['--no-database', '--file', nothing])).said).toContain('head none');
  });

  it('finds what was changed, cut off, replaced by an old copy, or left unfinished', async () => {
    const all = await lines();
    const changed = all.with(2, (all[2] ?? '').replace('"ok"', '"no"')).join('\n');
    expect(await verify(['--file', await put('changed.jsonl', changed)])).toMatchObject({
      code: 1,
      said: expect.stringContaining('changed.jsonl: line 3: record_changed'),
    });
    const cut = await put('cut.jsonl', `${all.slice(0, 4).join('\n')}\n`);
    expect(await verify(['--file', cut])).toMatchObject({ code: 0 });
    const kept = await put('checkpoint.json', `${all[6]}\n`);
    expect(await verify(['--file', cut, '--checkpoint', kept, '--no-database'])).toEqual({
      code: 1,
      said: `${cut}: line 5: cut_short`,
    });
    const original = all.join('\n');
    await writeFile(file, `${all.slice(0, 4).join('\n')}\n`);
    expect((await verify(['--file', file])).said).toContain('line 5: cut_short');
    await writeFile(file, original.slice(0, -1));
    expect((await verify(['--file', file])).said).toContain('line 7: unfinished');
    await writeFile(file, original);
  });

  it('finds what the database has lost or has otherwise', async () => {
    const change = async (sql: string) => {
      await test.sql('alter table audit disable trigger all');
      await test.sql(sql);
      await test.sql('alter table audit enable trigger all');
    };
    await change("update audit set action = 'x' where seq = 2");
    expect((await verify([])).said).toBe('database: record 2: record_changed');
    await change("update audit set action = 'register' where seq = 2");
    await change('create table kept as select * from audit where seq = 6');
    await change('delete from audit where seq = 6');
    expect(await verify(['--file', file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('database: record 6: cut_short'),
    });
    const audit = createAuditLog({ now: () => now() + 1 });
    await test.store.transaction((queries) => audit.append(queries, testEntry()));
    expect((await verify(['--file', file])).said).toContain('database: record 6: record_changed');
    await change('delete from audit where seq = 6');
    await change('insert into audit select * from kept');
  });

  it('says so when it cannot check, and never with what it was given', async () => {
    const none = { KEYWRIGHT_DATABASE_URL: '', KEYWRIGHT_DATA_DIR: join(folder, 'none') };
    expect(await verify([], none)).toMatchObject({ code: 2 });
    expect(said[0]).toContain('--public-key');
    expect(await verify(['--file', file], { KEYWRIGHT_AUDIT_KEY_FILE: '' })).toEqual({
      code: 2,
      said: 'Name the public key of the checkpoints: --public-key.',
    });
    const wrong = 'postgres://keywright:marker-51673@127.0.0.1:1/none';
    const unreachable = await verify([], { KEYWRIGHT_DATABASE_URL: wrong });
    expect(unreachable.code).toBe(2);
    expect(unreachable.said).not.toContain('marker-51673');
    const noCheckpoint = await put('line.json', (await lines())[0] ?? '');
    expect(await verify(['--file', file, '--checkpoint', noCheckpoint])).toMatchObject({ code: 2 });
    expect(await verify(['--file', join(folder, 'nothing')])).toMatchObject({
      code: 2,
      said: 'Not checked: Error ENOENT',
    });
    expect(await verify(['--unknown'])).toMatchObject({ code: 2 });
    expect(await verify(['--help'])).toMatchObject({ code: 0 });
  });

  it('starts the database that a stopped backend left, and stops it again', async () => {
    // The embedded PostgreSQL runs as a user of its own where we are root.
    await chmod(folder, 0o755);
    const dataFolder = join(folder, 'data');
    const store = await openStore({ dataDirectory: dataFolder }, testLog().log);
    const audit = createAuditLog({ now });
    await store.transaction((queries) => audit.append(queries, testEntry()));
    await store.close();
    const none = { KEYWRIGHT_DATABASE_URL: '', KEYWRIGHT_DATA_DIR: dataFolder };
    expect(await verify([], none)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^database: 1 records/),
    });
    expect(await findPostmaster(join(dataFolder, 'postgres', 'data'))).toBeUndefined();
  }, 60_000);

  it('is a command', async () => {
    const env = { ...process.env, KEYWRIGHT_DATABASE_URL: test.url };
    const options = ['--import', 'tsx', COMMAND, '--file', file, '--public-key', key];
    const exit = await new Promise((resolve) => {
      const child = execFile(process.execPath, options, { env }, () => resolve(child.exitCode));
    });
    expect(exit).toBe(0);
  }, 60_000);
});
