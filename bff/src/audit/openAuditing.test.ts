import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testConfig, testLog } from '#bff/testDeps.ts';
import { keepAuditKey, PUBLIC_KEY_FILE, readAuditKey, readAuditPublicKey } from './auditKey.ts';
import { isSignedBy } from './checkpoint.ts';
import { verifyLines } from './lineVerifier.ts';
import { openAuditing } from './openAuditing.ts';
import { testEntry } from './testLines.ts';

const pem = (key: ReturnType<typeof generateKeyPairSync>['privateKey']) =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('the audit at work', () => {
  let test: TestStore;
  let folder: string;
  beforeAll(async () => {
    test = await createTestStore();
    folder = await mkdtemp(join(tmpdir(), 'keywright-auditing-'));
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  const none = {
    ...{ file: null, url: null, token: null, key: null, keyFolder: null },
    ...{ isRequired: false, toleranceMs: 300_000, acceptRestore: [] },
  };
  const open = (audit: Partial<typeof none> | object, send: typeof fetch = fetch) => {
    const { log } = testLog();
    const config = { tenantId: testConfig().tenantId, audit: { ...none, ...audit } };
    const whenRestored = () => Promise.reject(new TypeError('nothing was restored'));
    return openAuditing({
      config,
      store: test.store,
      log,
      now: () => 0,
      fetch: send,
      whenRestored,
    });
  };

  it('is the database alone where there is no second place', async () => {
    const auditing = await open({ isRequired: true });
    expect(() => auditing.gate.check()).not.toThrow();
    await test.store.transaction((queries) => auditing.log.append(queries, testEntry()));
    await auditing.stop();
  });

  it('makes a key beside the data the first time, and keeps to it', async () => {
    const file = join(folder, 'audit.jsonl');
    const keyFolder = join(folder, 'data');
    for (let start = 0; start < 2; start += 1) {
      const auditing = await open({ file, keyFolder });
      await test.store.transaction((queries) => auditing.log.append(queries, testEntry()));
      await vi.advanceTimersByTimeAsync(1_000);
      await auditing.stop();
    }
    const made = await readFile(join(keyFolder, PUBLIC_KEY_FILE), 'utf8');
    const publicKey = readAuditPublicKey(made);
    const text = await readFile(file, 'utf8');
    expect(verifyLines(text, { isSigned: (one) => isSignedBy(one, publicKey) })).toBeNull();
    expect(text.match(/"kind":"checkpoint"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(((await stat(join(keyFolder, 'audit.key'))).mode & 0o777).toString(8)).toBe('600');
  });

  it('begins after a start that was killed while it made the key', async () => {
    const keyFolder = join(folder, 'killed');
    await mkdir(keyFolder);
    await writeFile(join(keyFolder, 'audit.key'), '');
    const made = await keepAuditKey(keyFolder);
    await rm(join(keyFolder, PUBLIC_KEY_FILE));
    expect((await keepAuditKey(keyFolder)).equals(made)).toBe(true);
    const publicKey = readAuditPublicKey(await readFile(join(keyFolder, PUBLIC_KEY_FILE), 'utf8'));
    expect(publicKey.equals(createPublicKey(made))).toBe(true);
  });

  it('sends the same to an endpoint, under the key that is set', async () => {
    const sent: string[] = [];
    const endpoint: typeof fetch = async (_, init) => {
      if (typeof init?.body === 'string') sent.push(init.body);
      return new Response(null, { status: init?.method === 'POST' ? 202 : 204 });
    };
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = new Secret(pem(privateKey));
    const auditing = await open({ url: 'https://siem.example/in', key }, endpoint);
    await auditing.stop();
    const isSigned = (one: Parameters<typeof isSignedBy>[0]) =>
      isSignedBy(one, readAuditPublicKey(key.reveal()));
    expect(verifyLines(sent.join(''), { isSigned })).toBeNull();
    expect(sent.join('')).toContain('"kind":"checkpoint"');
  });

  it('does not begin without a key or with another kind of key', async () => {
    const file = join(folder, 'other.jsonl');
    await expect(open({ file })).rejects.toMatchObject({ code: 'setting_invalid' });
    expect(() => readAuditKey('marker-51673')).toThrowError('not an Ed25519 private key in PEM');
    const { privateKey } = generateKeyPairSync('x25519');
    expect(() => readAuditPublicKey(pem(privateKey))).toThrowError('not an Ed25519 public key');
  });
});
