import { describe, expect, it } from 'vitest';
import { testEnvironment, testFiles } from './config/testSettings.ts';
import { readConfig } from './config.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('the address of the database', () => {
  it.each([
    ['postgres://u:p@db.example/k', 1],
    ['postgres://u:p@db.example/k?sslmode=prefer', 1],
    ['postgres://u:p@db.example/k?sslmode=verify-full', 0],
    ['postgres://u:p@%2Fvar%2Frun%2Fpostgresql/k', 0],
    ['postgres://u:p@127.0.0.1:5432/k', 0],
    ['postgres://u:p@localhost/k', 0],
  ])('%s gets %i warnings about TLS', (url, count) => {
    for (const name of ['KEYWRIGHT_DATABASE_URL', 'DATABASE_URL']) {
      const { warnings } = readConfig(testEnvironment({ [name]: url }), NOW, testFiles());
      expect(warnings).toHaveLength(count);
      expect(JSON.stringify(warnings)).not.toContain('db.example');
    }
  });
});

describe('the audit file', () => {
  it('can be written, or nothing starts: later every enrolment would fail', () => {
    const read = (path: string) =>
      readConfig(testEnvironment({ KEYWRIGHT_AUDIT_FILE: path }), NOW, testFiles());
    expect(() => read('/sealed/audit.jsonl')).toThrow(
      'KEYWRIGHT_AUDIT_FILE names a file that cannot be written',
    );
    expect(read('audit.jsonl').config.audit.file).toBe('audit.jsonl');
  });
});
