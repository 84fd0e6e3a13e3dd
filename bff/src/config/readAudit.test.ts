import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { SettingError } from './settingError.ts';
import type { Environment } from './settingReader.ts';
import { testEnvironment, testFiles } from './testSettings.ts';

const pem = (type: 'ed25519' | 'x25519') => {
  const { privateKey } =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};
const files = testFiles({
  'wrong.key': pem('x25519'),
  'no.key': 'marker-51673',
  'token.txt': 'token-1\n',
  'two words.txt': 'marker-51673 b',
});

const read = (changes: Environment) => readConfig(testEnvironment(changes), 0, files);

function refused(changes: Environment): readonly string[] {
  try {
    read(changes);
    return [];
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    expect(error.message).not.toContain('marker-51673');
    return error.problems.map(({ setting }) => setting);
  }
}

const NONE = { KEYWRIGHT_AUDIT_FILE: '', KEYWRIGHT_AUDIT_KEY_FILE: '' };

describe('the settings of the audit', () => {
  it('take a file, an endpoint with its token, and how far behind they may be', () => {
    const { config, warnings } = read({
      KEYWRIGHT_AUDIT_URL: 'https://siem.contoso.example/in?source=keywright',
      KEYWRIGHT_AUDIT_TOKEN_FILE: 'token.txt',
      KEYWRIGHT_AUDIT_REQUIRED: 'yes',
      KEYWRIGHT_ACCEPT_RESTORE: 'a'.repeat(64),
    });
    const { file, url, token, key, isRequired, toleranceMs, acceptRestore } = config.audit;
    expect({ file, url, isRequired, toleranceMs, acceptRestore }).toEqual({
      file: 'audit.jsonl',
      url: 'https://siem.contoso.example/in?source=keywright',
      isRequired: true,
      toleranceMs: 300_000,
      acceptRestore: ['a'.repeat(64)],
    });
    expect(token?.reveal()).toBe('token-1');
    expect(key?.reveal()).toContain('PRIVATE KEY');
    expect(warnings).toEqual([]);
  });

  it('warn where there is no second place, and where its key lies beside the data', () => {
    expect(read(NONE).warnings).toMatchObject([{ setting: 'KEYWRIGHT_AUDIT_FILE' }]);
    const besides = read({ KEYWRIGHT_AUDIT_KEY_FILE: '' });
    expect(besides.warnings).toMatchObject([{ setting: 'KEYWRIGHT_AUDIT_KEY_FILE' }]);
    expect(besides.config.audit).toMatchObject({ key: null, keyFolder: '.keywright' });
  });

  it.each([
    ['a key of another kind', { KEYWRIGHT_AUDIT_KEY_FILE: 'wrong.key' }, 'AUDIT_KEY_FILE'],
    ['a key that is none', { KEYWRIGHT_AUDIT_KEY_FILE: 'no.key' }, 'AUDIT_KEY_FILE'],
    [
      'no key beside an external database',
      { KEYWRIGHT_AUDIT_KEY_FILE: '', DATABASE_URL: 'postgres://db/x' },
      'AUDIT_KEY_FILE',
    ],
    ['an endpoint without TLS', { KEYWRIGHT_AUDIT_URL: 'http://siem.example/' }, 'AUDIT_URL'],
    [
      'a password in the address',
      { KEYWRIGHT_AUDIT_URL: 'https://a:b@siem.example/' },
      'AUDIT_URL',
    ],
    ['no address', { KEYWRIGHT_AUDIT_URL: 'siem.example' }, 'AUDIT_URL'],
    ['a token of two words', { KEYWRIGHT_AUDIT_TOKEN_FILE: 'two words.txt' }, 'AUDIT_TOKEN_FILE'],
    [
      'a required place that is not there',
      { ...NONE, KEYWRIGHT_AUDIT_REQUIRED: 'yes' },
      'AUDIT_REQUIRED',
    ],
    ['a hash that is none', { KEYWRIGHT_ACCEPT_RESTORE: 'yes' }, 'ACCEPT_RESTORE'],
  ])('refuse %s', (_, changes, setting) => {
    expect(refused(changes)).toEqual([`KEYWRIGHT_${setting}`]);
  });
});
