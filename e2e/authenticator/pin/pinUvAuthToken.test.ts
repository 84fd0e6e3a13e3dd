import { describe, expect, it } from 'vitest';
import { pico } from '../profiles/pico.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import { ACFG, type Bench, CM, GA, MC, PIN, plugIn, RP_ID } from '../testing/bench.ts';

const OTHER_RP = 'example.org';

async function withToken(permissions?: number, rpId?: string): Promise<Bench> {
  const bench = await plugIn(yubikey5);
  await bench.pin.setPin(PIN);
  expect(await bench.pin.getToken(PIN, permissions, rpId)).toBe(0);
  return bench;
}

describe('a pinUvAuthToken', () => {
  it.each<
    [string, number | undefined, string | undefined, (bench: Bench) => Promise<unknown>, number]
  >([
    ['is good for what it was made for', MC, RP_ID, async () => {}, 0],
    ['is no good with another permission', GA, RP_ID, async () => {}, 0x33],
    ['is no good for configuration only', ACFG, undefined, async () => {}, 0x33],
    ['is no good for credential management only', CM, undefined, async () => {}, 0x33],
    ['is no good for another RP', MC, OTHER_RP, async () => {}, 0x33],
    ['lives 29 s unused', MC, RP_ID, ({ clock }) => clock.advance(29_000), 0],
    ['dies after 30 s unused', MC, RP_ID, ({ clock }) => clock.advance(30_000), 0x33],
    ['dies with the power', MC, RP_ID, ({ replug }) => replug(), 0x33],
    ['of getPinToken makes credentials', undefined, undefined, async () => {}, 0],
    ['is spent by makeCredential', MC, RP_ID, ({ make }) => make(), 0x33],
    [
      'of getPinToken belongs to the RP it was first used for',
      undefined,
      undefined,
      ({ assert }) => assert({ rpId: OTHER_RP, up: false }),
      0x33,
    ],
    [
      'is not spent by an assertion without a touch',
      MC | GA,
      RP_ID,
      ({ assert }) => assert({ up: false }),
      0,
    ],
    ['dies when the PIN is changed', MC, RP_ID, ({ pin }) => pin.changePin(PIN, '888888'), 0x33],
  ])('%s', async (_, permissions, rpId, before, status) => {
    const bench = await withToken(permissions, rpId);
    await before(bench);
    expect((await bench.make()).status).toBe(status);
  });

  it('dies ten minutes after it was handed out, used or not', async () => {
    const { clock, assert } = await withToken(GA, RP_ID);
    const use = async () => (await assert({ up: false })).status;
    expect(await use()).toBe(0x2e);
    for (let minute = 1; minute < 10; minute++) {
      await clock.advance(60_000);
      expect(await use()).toBe(0x2e);
    }
    await clock.advance(60_000);
    expect(await use()).toBe(0x33);
  });

  it('is worthless under the other PIN protocol', async () => {
    const { make, pin } = await withToken(MC, RP_ID);
    const param = pin.param(new Uint8Array(32).fill(0xcd)).slice(0, 16);
    expect(
      (
        await make({
          more: [
            [8, param],
            [9, 1],
          ],
        })
      ).status,
    ).toBe(0x33);
  });

  it('outlives makeCredential on the model that never learned to spend it', async () => {
    const { pin, make } = await plugIn(pico);
    await pin.setPin(PIN);
    await pin.getToken(PIN, MC, RP_ID);
    expect((await make()).status).toBe(0);
    expect((await make({ user: 'user-2' })).status).toBe(0);
  });
});
