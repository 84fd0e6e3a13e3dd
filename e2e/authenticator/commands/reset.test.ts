import { describe, expect, it } from 'vitest';
import { settle } from '../manualClock.ts';
import { opensk } from '../profiles/opensk.ts';
import { full } from '../profiles/variants.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import { MC, PIN, plugIn, RP_ID } from '../testing/bench.ts';

const RESET = 0x07;

describe('reset', () => {
  it('wipes everything but the serial number', async () => {
    const { pin, key, make, replug, client } = await plugIn(yubikey5);
    await pin.setPin(PIN);
    await pin.getToken(PIN, MC, RP_ID);
    await make();
    const { serial } = key;
    await replug();
    expect((await client.cbor(RESET)).status).toBe(0);
    expect(key.snapshot()).toMatchObject({ pinSet: false, credentials: [], resets: 1, touches: 2 });
    expect(key.serial).toBe(serial);
    expect(await pin.getToken(PIN)).toBe(0x35);
    expect(await pin.setPin('246801')).toBe(0);
  });

  it('frees a key that was full when it came', async () => {
    const { key, client } = await plugIn(full);
    expect(key.snapshot().credentials).toHaveLength(25);
    expect((await client.cbor(RESET)).status).toBe(0);
    expect(key.snapshot().credentials).toHaveLength(0);
    expect((await client.cbor(4)).map.get(0x14)).toBe(25);
  });

  it.each([
    [9_999, 0],
    [10_000, 0],
    [10_001, 0x30],
  ])('%i ms after power-up answers %i', async (ms, status) => {
    const { clock, client } = await plugIn(yubikey5);
    await clock.advance(ms);
    expect((await client.cbor(RESET)).status).toBe(status);
  });

  it('may be touched after the window has closed', async () => {
    const { clock, client, key } = await plugIn(yubikey5, { touch: 'manual' });
    await clock.advance(9_000);
    const answer = client.cbor(RESET);
    await clock.advance(5_000);
    key.touch();
    expect((await answer).status).toBe(0);
  });

  it('keeps everything without a touch', async () => {
    const { pin, client, key, replug } = await plugIn(yubikey5, { touch: 'manual' });
    await pin.setPin(PIN);
    await replug();
    const answer = client.cbor(RESET);
    await settle();
    key.decline();
    expect((await answer).status).toBe(0x27);
    expect(key.snapshot()).toMatchObject({ pinSet: true, resets: 0 });
  });

  it('must come first on the model that insists, getInfo apart', async () => {
    const { client, pin, replug } = await plugIn(opensk);
    expect((await client.cbor(4)).status).toBe(0);
    expect((await client.cbor(RESET)).status).toBe(0);
    await replug();
    await pin.retries();
    expect((await client.cbor(RESET)).status).toBe(0x30);
    await replug();
    expect((await client.cbor(RESET)).status).toBe(0);
  });
});
