import { describe, expect, it } from 'vitest';
import { settle } from './manualClock.ts';
import { canokey } from './profiles/canokey.ts';
import { ctap20 } from './profiles/ctap20.ts';
import { opensk } from './profiles/opensk.ts';
import { pico } from './profiles/pico.ts';
import { solo } from './profiles/solo.ts';
import { yubikey5 } from './profiles/yubikey5.ts';
import { ACFG, GA, MC, PIN, plugIn, RP_ID } from './testing/bench.ts';

describe('an enrolment from end to end', () => {
  it('takes a PIN, makes a credential, proves it without a touch and forces a PIN change', async () => {
    const { key, pin, make, assert, client } = await plugIn(yubikey5);
    expect(await pin.setPin(PIN)).toBe(0);
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0);
    const made = await make();
    expect(made.status).toBe(0);
    expect(made.map.get(1)).toBe('packed');
    expect(await pin.getToken(PIN, GA, RP_ID)).toBe(0);
    const proof = await assert({ up: false });
    expect(proof.status).toBe(0);
    expect(key.snapshot().touches).toBe(1);
    expect(await pin.getToken(PIN, ACFG)).toBe(0);
    const params = new Map([[3, true]]);
    const message = Buffer.concat([Buffer.alloc(32, 0xff), Buffer.of(0x0d, 3, 0xa1, 0x03, 0xf5)]);
    const config = new Map<number, number | Uint8Array | Map<number, boolean>>([
      [1, 3],
      [2, params],
      [3, 2],
      [4, pin.param(message)],
    ]);
    expect((await client.cbor(0x0d, config)).status).toBe(0);
    expect(key.snapshot()).toMatchObject({
      pinSet: true,
      forcePinChange: true,
      pinRetries: 8,
      credentials: [{ rpId: RP_ID, discoverable: true }],
    });
    expect((await client.cbor(0x04)).map.get(0x0c)).toBe(true);
  });

  it.each([opensk, canokey, pico, solo, ctap20])(
    '$id makes and proves a credential with the tokens it knows',
    async (profile) => {
      const { pin, make, assert, key } = await plugIn(profile);
      const modern = profile.info.options['pinUvAuthToken'] === true;
      const token = (permission: number) =>
        modern ? pin.getToken(PIN, permission, RP_ID) : pin.getToken(PIN);
      expect(await pin.setPin(PIN)).toBe(0);
      expect(await token(MC)).toBe(0);
      expect((await make()).status).toBe(0);
      expect(await token(GA)).toBe(0);
      expect((await assert({ up: false })).status).toBe(0);
      expect(key.snapshot().touches).toBe(1);
    },
  );

  it('is the same key again when its state is restored', async () => {
    const first = await plugIn(yubikey5);
    await first.pin.setPin(PIN);
    await first.pin.getToken(PIN, MC, RP_ID);
    await first.make();
    const second = await plugIn(yubikey5);
    second.key.restore(first.key.serialise());
    await second.replug();
    expect(second.key.serial).toBe(first.key.serial);
    expect(await second.pin.getToken(PIN, GA, RP_ID)).toBe(0);
    const proof = await second.assert({ up: false });
    expect(proof.status).toBe(0);
  });

  it('asks for a touch with a keepalive at once and every 100 ms', async () => {
    const { key, clock, client, make } = await plugIn(yubikey5, { touch: 'manual' });
    const answer = make({ rk: false, withToken: false });
    await settle();
    const kinds = () => client.messages.map(({ command, data }) => [command, data[0]]);
    expect(kinds()).toEqual([[0x3b, 2]]);
    await clock.advance(250);
    expect(kinds()).toHaveLength(3);
    expect(key.isWaitingForTouch()).toBe(true);
    expect(key.touch()).toBe(true);
    expect((await answer).status).toBe(0);
    expect(key.touch()).toBe(false);
  });
});
