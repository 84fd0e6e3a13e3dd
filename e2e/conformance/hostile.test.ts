import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { hasPin } from '#shared/ctap/features.ts';
import { AppError } from '#shared/failure/appError.ts';
import { plugIn } from './bench.ts';
import { enrol, makeFor } from './enrolment.ts';

import { COMMANDS, expectRecovery, faulty } from './faulty.ts';
import { createQuickCrypto } from './quickCrypto.ts';

/** Bombs, lies about lengths, wrong types, duplicate keys, indefinite lengths, tags, floats, deep nesting, NaN keys. */
const HOSTILE = [
  '',
  'ff',
  '9b0000060000000000',
  'bb7fffffffffffffff',
  '5b7fffffffffffffff',
  'bf0102ff',
  'a2010101 02'.replace(' ', ''),
  'a10180',
  'a101a0',
  'a102f6',
  'a1025901ff00',
  'c074323031332d30332d32315432303a30343a30305a',
  'fb7ff8000000000000',
  `${'81'.repeat(120)}00`,
  `${'a100'.repeat(60)}00`,
  'a101a5010203381820012158200000000000000000000000000000000000000000000000000000000000000000225820000000000000000000000000000000000000000000000000000000000000000000',
];

describe.each(COMMANDS)('the answer to %s', (command) => {
  it('cut short is a typed failure', async () => {
    for (let keepBytes = 0; keepBytes < 12; keepBytes += 2) {
      const bench = faulty({ kind: 'truncated', command, keepBytes, times: 1 });
      const ended = bench.run(enrol(bench.client, bench.platform));
      if (command === 'clientPin.setPin' || command.startsWith('authenticatorConfig')) await ended;
      else expect(await bench.fail(ended)).toMatchObject({ code: 'cbor_invalid' });
    }
  });

  it('of any bytes at all is a typed failure or harmless', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(...HOSTILE.map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (answer) => {
        const bench = faulty({ kind: 'hostileCbor', command, bytes: answer, times: 1 });
        const error = await bench.run(
          enrol(bench.client, bench.platform).then(
            () => undefined,
            (cause: unknown) => cause,
          ),
        );
        if (error !== undefined) expect(error).toBeInstanceOf(AppError);
        await expectRecovery(bench);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a key agreement', () => {
  it.each([
    ['a point that is not on the curve', '11'.repeat(32), '22'.repeat(32)],
    ['the point of zeros', '00'.repeat(32), '00'.repeat(32)],
    ['a short coordinate', '11'.repeat(31), '22'.repeat(32)],
  ])('with %s is a typed failure, and no PIN is sent', async (_what, x, y) => {
    const member = (hex: string) => `58${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`;
    const hex = `a101a50102033818200121${member(x)}22${member(y)}`;
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
    const bench = plugIn(opensk);
    bench.key.faults.add({ kind: 'hostileCbor', command: 'clientPin.getKeyAgreement', bytes });
    const error = await bench.fail(bench.client.setPin({ platform: bench.platform }));
    expect(error).toBeInstanceOf(AppError);
    expect(bench.requests()).not.toContain('clientPin.setPin');
    expect(hasPin(await bench.run(bench.client.getInfo({ fresh: true })))).toBe(false);
  });
});

describe('lists', () => {
  it.each(['1a7fffffff', '20', '1b0020000000000000'])(
    'of a lying length (%s) are refused',
    async (total) => {
      const bench = plugIn(yubikey5);
      const { client, platform } = bench;
      await bench.run(client.setPin({ platform }));
      await bench.run(makeFor(client, platform, 'alex'));
      const bytes = new Uint8Array(Buffer.from(`a303a0045820${'00'.repeat(32)}05${total}`, 'hex'));
      bench.key.faults.add({
        kind: 'hostileCbor',
        command: 'credentialManagement.enumerateRpsBegin',
        bytes,
      });
      const error = await bench.fail(client.listCredentials({ platform }));
      expect(error).toBeInstanceOf(AppError);
      expect(bench.requests()).not.toContain('credentialManagement.enumerateRpsNext');
    },
  );
});

describe('noise on the wire', () => {
  it('of any report at any time is a typed failure or none, never a hang', async () => {
    const report = fc.tuple(
      fc.constantFrom('ours', 'broadcast', 'any'),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      fc.integer({ min: 0, max: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 4 }), async (noise) => {
        const bench = plugIn(opensk, { makeCrypto: createQuickCrypto });
        let reports = 0;
        let isQuiet = false;
        bench.key.onReport(() => {
          reports += 1;
          for (const [channel, bytes, at] of noise) {
            if (at === reports && !isQuiet) bench.inject(addressed(channel, bytes));
          }
        });
        const error = await bench.run(
          enrol(bench.client, bench.platform).then(
            () => undefined,
            (cause: unknown) => cause,
          ),
        );
        if (error !== undefined) expect(error).toBeInstanceOf(AppError);
        isQuiet = true;
        bench.replug();
        await expectRecovery(bench);
      }),
      { numRuns: 25 },
    );
  });
});

/** opensk's first channel is 1. */
function addressed(channel: string, bytes: Uint8Array): Uint8Array {
  const report = bytes.slice();
  if (channel === 'ours') report.set([0, 0, 0, 1]);
  if (channel === 'broadcast') report.set([0xff, 0xff, 0xff, 0xff]);
  return report;
}
