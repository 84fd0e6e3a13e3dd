import { describe, expect, it } from 'vitest';
import { assessStation } from './assessStation.ts';
import { supportSummary } from './supportSummary.ts';
import { testFacts, testKey } from './testing/facts.ts';

function summary(includeSerials: boolean): string {
  const facts = testFacts({ keys: [testKey()], replug: { step: 'returned' } });
  const at = new Date('2027-06-01T09:00:00Z');
  return supportSummary({ facts, report: assessStation(facts), at, includeSerials });
}

describe('a summary for support', () => {
  it('says what was found and which model, and no serial number', () => {
    const text = summary(false);
    expect(JSON.parse(text)).toMatchObject({
      at: '2027-06-01T09:00:00.000Z',
      origin: 'https://keys.example.com',
      browser: 'Google Chrome 156.0.0.0',
      verdict: 'ready',
      probes: { reach: 'seen', key: 'answers', clock: 'right', companion: 'missing' },
      companion: { refused: 'extension_missing' },
      keys: [{ usb: '1050:0407', aaguid: 'a25342c0-3cdc-4414-8e46-f4807fca511c' }],
    });
    expect(text).not.toContain('20481216');
    expect(text).not.toContain('fingerprint');
  });

  it('has the serial number where somebody said so', () => {
    expect(JSON.parse(summary(true)).keys[0].serial).toBe('20481216');
  });
});
