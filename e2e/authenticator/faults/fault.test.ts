import { describe, expect, it } from 'vitest';
import { settle } from '../manualClock.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import { MC, PIN, plugIn, RP_ID } from '../testing/bench.ts';
import { createFaults } from './fault.ts';

const GET_INFO = Uint8Array.of(4);

describe('faults', () => {
  it('match a command and its subcommands, as often as they say', () => {
    const faults = createFaults();
    faults.add({ kind: 'status', command: 'clientPin', status: 1, times: 2 });
    expect(faults.take('status', 'makeCredential')).toBeUndefined();
    expect(faults.take('status', 'clientPinning')).toBeUndefined();
    expect(faults.take('status', 'clientPin.setPin')?.status).toBe(1);
    expect(faults.take('status', 'clientPin')?.status).toBe(1);
    expect(faults.take('status', 'clientPin')).toBeUndefined();
    faults.add({ kind: 'busy', times: 1 });
    faults.clear();
    expect(faults.take('busy')).toBeUndefined();
  });

  it('pull the key at a report on its way out', async () => {
    const { client, key } = await plugIn(yubikey5);
    key.powerDown();
    key.faults.add({ kind: 'unplug', direction: 'out', frame: 3 });
    key.powerUp();
    let reports = 0;
    key.onReport(() => reports++);
    await client.init();
    client.send(client.channel(), 0x10, GET_INFO);
    await settle();
    expect(reports).toBe(2);
    expect(key.isPowered()).toBe(false);
  });

  it('pull the key at a report on its way in, before it took effect', async () => {
    const { client, key, pin, replug } = await plugIn(yubikey5);
    key.powerDown();
    key.faults.add({ kind: 'unplug', direction: 'in', frame: 5 });
    key.powerUp();
    await client.init();
    void pin.setPin(PIN);
    await settle();
    expect(key.snapshot()).toMatchObject({ powered: false, pinSet: false });
    await replug();
    expect(key.isPowered()).toBe(true);
    expect((await client.cbor(4)).status).toBe(0);
  });

  it('let an effect happen and the answer not', async () => {
    const { client, key, pin, replug } = await plugIn(yubikey5);
    key.faults.add({ kind: 'crashAfterEffect', command: 'clientPin.setPin', times: 1 });
    void pin.setPin(PIN);
    await settle();
    expect(key.snapshot()).toMatchObject({ powered: false, pinSet: true });
    await replug();
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0);
    expect(client.messages).toEqual([]);
  });

  it('keep the key silent, busy or slow', async () => {
    const { client, key, clock } = await plugIn(yubikey5);
    key.faults.add({ kind: 'silent', command: 'getInfo', times: 1 });
    client.send(client.channel(), 0x10, GET_INFO);
    await settle();
    expect(client.messages).toEqual([]);
    key.faults.add({ kind: 'busy', times: 2 });
    const busy = [await client.request(0x10, GET_INFO), await client.request(0x10, GET_INFO)];
    expect(busy.map(({ command, data }) => [command, data[0]])).toEqual([
      [0x3f, 6],
      [0x3f, 6],
    ]);
    key.faults.add({ kind: 'slow', ms: 5_000 });
    const slow = client.cbor(4);
    key.faults.clear();
    await clock.advance(5_000);
    expect((await slow).status).toBe(0);
  });

  it('do not let a slow command take effect after the power went', async () => {
    const { key, clock, pin } = await plugIn(yubikey5);
    await pin.agree();
    key.faults.add({ kind: 'slow', ms: 1_000, command: 'clientPin.setPin' });
    void pin.setPin(PIN);
    await settle();
    key.powerDown();
    key.powerUp();
    await clock.advance(2_000);
    expect(key.snapshot().pinSet).toBe(false);
  });

  it('speak on strange channels between the frames of an answer', async () => {
    const { client, key } = await plugIn(yubikey5);
    key.faults.add({ kind: 'foreignFrames' });
    const channels: number[] = [];
    key.onReport((report) => channels.push(new DataView(report.buffer).getUint32(0)));
    client.send(client.channel(), 0x10, GET_INFO);
    await settle();
    const mine = channels.filter((channel) => channel === client.channel());
    expect(mine.length).toBeGreaterThan(3);
    expect(channels).toHaveLength(2 * mine.length);
    expect(channels[0]).not.toBe(client.channel());
  });

  it('cut, replace or refuse an answer', async () => {
    const { client, key } = await plugIn(yubikey5);
    key.faults.add({ kind: 'truncated', command: 'getInfo', keepBytes: 9, times: 1 });
    expect((await client.request(0x10, GET_INFO)).data).toHaveLength(10);
    const bomb = Uint8Array.of(0x9b, 0, 0, 0, 0, 6, 0, 0, 0);
    key.faults.add({ kind: 'hostileCbor', command: 'getInfo', bytes: bomb, times: 1 });
    expect((await client.request(0x10, GET_INFO)).data).toEqual(Uint8Array.of(0, ...bomb));
    key.faults.add({ kind: 'status', command: 'getInfo', status: 0x7f, times: 1 });
    expect((await client.cbor(4)).status).toBe(0x7f);
    expect((await client.cbor(4)).status).toBe(0);
  });
});
