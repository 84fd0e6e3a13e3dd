import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { settle } from './manualClock.ts';
import { opensk } from './profiles/opensk.ts';
import { yubikey5 } from './profiles/yubikey5.ts';
import { yubikeyBio } from './profiles/yubikeyBio.ts';
import { type Bench, GA, MC, PIN, plugIn, RP_ID } from './testing/bench.ts';

const OTHER = 0x7f;

const leaf: fc.Arbitrary<CborValue> = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.boolean(),
  fc.constantFrom('public-key', RP_ID, 'rk', 'x'),
  fc.uint8Array({ maxLength: 80 }),
  fc.constant(new Uint8Array(32)),
);
const member = fc.oneof(
  fc.integer({ min: -3, max: 11 }),
  fc.constantFrom('id', 'alg', 'type', 'rk'),
);
const value: fc.Arbitrary<CborValue> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  fc.array(leaf, { maxLength: 3 }),
  fc.array(fc.tuple(member, leaf), { maxLength: 5 }).map((entries) => new Map(entries)),
);
const request = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 11 }), value), { maxLength: 8 })
  .map((entries) => new Map(entries));

async function enrol({ pin, make, assert }: Bench): Promise<void> {
  await pin.setPin(PIN);
  await pin.getToken(PIN, MC, RP_ID);
  await make();
  await pin.getToken(PIN, GA, RP_ID);
  await assert({ up: false });
}

describe('a software key', () => {
  it.each([yubikey5, yubikeyBio])('answers any request to any command of $id', async (profile) => {
    const { client } = await plugIn(profile);
    const commands = fc.constantFrom(1, 2, 4, 6, 8, 9, 10, 11, 12, 13, 0x40, 0x41, 0x55);
    await fc.assert(
      fc.asyncProperty(commands, request, async (command, map) => {
        expect((await client.cbor(command, map)).status).not.toBe(OTHER);
      }),
      { numRuns: 1_500 },
    );
  });

  it('survives being pulled at every report of an enrolment', async () => {
    const whole = await plugIn(opensk);
    let reports = 0;
    whole.key.onReport(() => reports++);
    await enrol(whole);
    expect(reports).toBeGreaterThan(15);
    // The first report after power-up answered INIT, before the listener was there.
    for (let frame = 2; frame <= reports + 1; frame++) {
      const bench = await plugIn(opensk);
      bench.key.faults.add({ kind: 'unplug', direction: 'out', frame });
      void enrol(bench);
      await settle();
      await settle();
      expect(bench.key.isPowered(), `report ${frame}`).toBe(false);
      await bench.replug();
      const { pinSet, pinRetries, credentials } = bench.key.snapshot();
      expect(pinRetries).toBe(8);
      expect(credentials.length).toBeLessThanOrEqual(1);
      if (pinSet) expect(await bench.pin.getToken(PIN, MC, RP_ID)).toBe(0);
      else expect(await bench.pin.setPin(PIN)).toBe(0);
    }
  });

  it('works on after any noise on its wire', async () => {
    const { client, key, clock } = await plugIn(yubikey5);
    const report = fc.uint8Array({ minLength: 64, maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 5 }), fc.boolean(), async (noise, mine) => {
        for (const bytes of noise) {
          const copy = bytes.slice();
          if (mine) new DataView(copy.buffer).setUint32(0, client.channel());
          key.receive(copy);
        }
        await settle();
        await clock.advance(31_000);
        await client.init();
        expect((await client.cbor(4)).status).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
