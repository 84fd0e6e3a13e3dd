import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { createAuditLog } from './auditLog.ts';
import { createFileSink } from './fileSink.ts';
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

  function verify(...options: string[]): Promise<{ code: number | null; said: string }> {
    const env = { ...process.env, KEYWRIGHT_DATABASE_URL: test.url, KEYWRIGHT_AUDIT_FILE: '' };
    return new Promise((resolve) => {
      const command = ['--import', 'tsx', COMMAND, '--public-key', key, ...options];
      const child = execFile(process.execPath, command, { env }, (_, out, err) =>
        resolve({ code: child.exitCode, said: out + err }),
      );
    });
  }

  it('ends with 0 where database and file hold, and with another number at a break', async () => {
    const text = await readFile(file, 'utf8');
    const copy = join(folder, 'copy.jsonl');
    const lines = text.split('\n');
    await writeFile(copy, lines.with(2, (lines[2] ?? '').replace('"ok"', '"no"')).join('\n'));
    const kept = join(folder, 'checkpoint.json');
    await writeFile(kept, lines[6] ?? '');
    const short = join(folder, 'short.jsonl');
    await writeFile(short, `${lines.slice(0, 4).join('\n')}\n`);

    const [whole, broken, cut, unknown] = await Promise.all([
      verify('--file', file),
      verify('--file', copy),
      verify('--file', short, '--checkpoint', kept),
      verify('--file', join(folder, 'none.jsonl')),
    ]);
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.said).toMatch(/6 records, 1 checkpoints, 0 accepted restores, head [0-9a-f]{64}/);
    expect(whole.said).toMatch(/database: 6 records/);
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.said).toContain('line 3: record_changed');
    expect(cut.said).toContain('line 5: cut_short');
    expect(cut.code).toBe(1);
    expect(unknown.code).toBe(2);

    await test.sql('alter table audit disable trigger all');
    await test.sql('delete from audit where seq = 6');
    await test.sql('alter table audit enable trigger all');
    const shortened = await verify('--file', file);
    expect(shortened).toMatchObject({ code: 1 });
    expect(shortened.said).toContain('database: record 6: cut_short');
  }, 60_000);
});
