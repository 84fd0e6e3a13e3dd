import { describe, expect, it } from 'vitest';
import { settle } from '../manualClock.ts';
import { canokey } from '../profiles/canokey.ts';
import { keyWithoutSerial } from '../profiles/keyWithoutSerial.ts';
import { opensk } from '../profiles/opensk.ts';
import { pico } from '../profiles/pico.ts';
import { u2fOnly } from '../profiles/variants.ts';
import { vfido } from '../profiles/vfido.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import { plugIn } from '../testing/bench.ts';

const INIT = 0x86;
const PING = 0x81;
const ERROR = 0x3f;
const BROADCAST = 0xffffffff;
const NONCE = [9, 8, 7, 6, 5, 4, 3, 2];
const EMPTY = new Uint8Array(0);

describe('CTAPHID', () => {
  it('answers INIT with the nonce, a channel, the firmware version and what it can', async () => {
    const { client } = await plugIn(yubikey5);
    client.sendFrame(BROADCAST, INIT, 0, 8, ...NONCE);
    const answer = client.messages.at(-1);
    expect(answer?.channel).toBe(BROADCAST);
    expect([...(answer?.data.slice(0, 8) ?? [])]).toEqual(NONCE);
    expect([...(answer?.data.slice(12) ?? [])]).toEqual([2, 5, 7, 1, 0x05]);
    const channel = new DataView(answer?.data.buffer ?? new ArrayBuffer(16)).getUint32(8);
    expect([0, BROADCAST, client.channel()]).not.toContain(channel);
  });

  it.each([
    [opensk, [1, 2]],
    [pico, [0x01000000, 0x01000000]],
  ])('hands out the channels of its model', async (profile, channels) => {
    const { client } = await plugIn(profile);
    const seen = [client.channel()];
    await client.init();
    expect([...seen, client.channel()]).toEqual(channels);
  });

  it('echoes a ping of several frames', async () => {
    const { client } = await plugIn(yubikey5);
    const data = Uint8Array.from({ length: 1000 }, (_, index) => index & 0xff);
    expect((await client.request(0x01, data)).data).toEqual(data);
  });

  it.each<[string, number[], number]>([
    ['a message longer than can be', [PING, 0x1d, 0xba], 0x03],
    ['a command nobody knows', [0xaa, 0, 0], 0x01],
    ['an empty CBOR message', [0x90, 0, 0], 0x03],
    ['an INIT of seven bytes', [INIT, 0, 7], 0x03],
  ])('answers %s with an error frame', async (_, frame, error) => {
    const { client } = await plugIn(yubikey5);
    client.sendFrame(client.channel(), ...frame);
    await settle();
    expect(client.messages.at(-1)).toMatchObject({ command: ERROR, data: Uint8Array.of(error) });
  });

  it('refuses channels it never gave out, and commands on the broadcast channel', async () => {
    const { client } = await plugIn(yubikey5);
    for (const channel of [0, 0x1234, BROADCAST]) {
      client.sendFrame(channel, PING, 0, 1, 1);
      expect(client.messages.at(-1)).toMatchObject({ channel, data: Uint8Array.of(0x0b) });
    }
    client.sendFrame(0x1234, 0x00, 1);
    expect(client.messages).toHaveLength(3);
  });

  it('refuses a continuation out of order and forgets the message', async () => {
    const { client } = await plugIn(yubikey5);
    client.sendFrame(client.channel(), PING, 0, 200);
    client.sendFrame(client.channel(), 0x01);
    expect(client.messages.at(-1)?.data).toEqual(Uint8Array.of(0x04));
    client.sendFrame(client.channel(), 0x00);
    expect(client.messages).toHaveLength(1);
  });

  it('gives up on half a message after 500 ms', async () => {
    const { client, clock } = await plugIn(yubikey5);
    client.sendFrame(client.channel(), PING, 0, 200);
    await clock.advance(499);
    expect(client.messages).toEqual([]);
    await clock.advance(1);
    expect(client.messages.at(-1)).toMatchObject({ command: ERROR, data: Uint8Array.of(0x05) });
  });

  it('starts anew when INIT comes on the same channel', async () => {
    const { client, clock } = await plugIn(yubikey5);
    client.sendFrame(client.channel(), PING, 0, 200);
    client.sendFrame(client.channel(), INIT, 0, 8, ...NONCE);
    expect(client.messages.at(-1)).toMatchObject({ channel: client.channel(), command: 0x06 });
    await clock.advance(1_000);
    expect(client.messages).toHaveLength(1);
  });

  it('is busy for others while it works, and drops the touch when INIT sweeps it away', async () => {
    const { client, key } = await plugIn(yubikey5, { touch: 'manual' });
    const mine = client.channel();
    await client.init();
    client.send(mine, 0x10, Uint8Array.of(0x0b));
    await settle();
    expect(key.isWaitingForTouch()).toBe(true);
    client.sendFrame(client.channel(), PING, 0, 1, 1);
    expect(client.messages.at(-1)).toMatchObject({
      channel: client.channel(),
      data: Uint8Array.of(0x06),
    });
    client.sendFrame(BROADCAST, INIT, 0, 8, ...NONCE);
    expect(client.messages.at(-1)).toMatchObject({ channel: BROADCAST, data: Uint8Array.of(6) });
    client.sendFrame(client.channel(), 0x91, 0, 0);
    await settle();
    expect(key.isWaitingForTouch()).toBe(true);
    client.sendFrame(mine, INIT, 0, 8, ...NONCE);
    await settle();
    expect(key.isWaitingForTouch()).toBe(false);
    expect(client.messages.at(-1)).toMatchObject({ channel: mine, command: 0x06 });
  });

  it('is swept by INIT of anyone on the model that has one channel', async () => {
    const { client, key } = await plugIn(pico, { touch: 'manual' });
    client.send(client.channel(), 0x10, Uint8Array.of(0x0b));
    await settle();
    expect(key.isWaitingForTouch()).toBe(true);
    client.sendFrame(BROADCAST, INIT, 0, 8, ...NONCE);
    await settle();
    expect(key.isWaitingForTouch()).toBe(false);
  });

  it('says "processing" every 100 ms while it is slow', async () => {
    const { client, key, clock } = await plugIn(yubikey5);
    key.faults.add({ kind: 'slow', ms: 250, command: 'getInfo' });
    const answer = client.cbor(4);
    await clock.advance(250);
    expect((await answer).status).toBe(0);
    expect(client.messages.map(({ command, data }) => [command, data[0]])).toEqual([
      [0x3b, 1],
      [0x3b, 1],
    ]);
  });

  it('winks for two seconds if it has a lamp', async () => {
    const { client, key, clock } = await plugIn(yubikey5);
    expect(await client.request(0x08)).toMatchObject({ command: 0x08, data: EMPTY });
    expect(key.isWinking()).toBe(true);
    await clock.advance(2_000);
    expect(key.isWinking()).toBe(false);
    const dark = await plugIn(canokey);
    expect((await dark.client.request(0x08)).command).toBe(ERROR);
  });

  it('selects by touch', async () => {
    const { client, key } = await plugIn(yubikey5);
    expect((await client.cbor(0x0b)).status).toBe(0);
    expect(key.snapshot().touches).toBe(1);
  });

  it.each([
    [yubikey5, 'status 0x01'],
    [canokey, 'status 0xf1'],
    [pico, 'error 0x01'],
    [vfido, 'silence'],
  ])('answers an unknown command as its model does', async (profile, expected) => {
    const { client, replug } = await plugIn(profile);
    client.send(client.channel(), 0x10, Uint8Array.of(0x55));
    await settle();
    const answer = client.messages[0];
    const kind = answer?.command === ERROR ? 'error' : 'status';
    const byte = `0x${answer?.data[0]?.toString(16).padStart(2, '0')}`;
    expect(answer === undefined ? 'silence' : `${kind} ${byte}`).toBe(expected);
    await replug();
    expect((await client.cbor(4)).status).toBe(0);
  });

  it('is dead to everything after a crash, until it is plugged in again', async () => {
    const { client, key } = await plugIn(vfido);
    client.send(client.channel(), 0x10, Uint8Array.of(0x07));
    await settle();
    client.sendFrame(BROADCAST, INIT, 0, 8, ...NONCE);
    await settle();
    expect(client.messages).toEqual([]);
    expect(key.isPowered()).toBe(true);
  });

  it('has no CBOR on a U2F key, but U2F', async () => {
    const { client } = await plugIn(u2fOnly);
    expect(await client.request(0x10, Uint8Array.of(4))).toMatchObject({
      command: ERROR,
      data: Uint8Array.of(1),
    });
    const { data } = await client.request(0x03, Uint8Array.of(0, 3, 0, 0, 0, 0, 0));
    expect(Buffer.from(data).toString('latin1')).toBe('U2F_V2\x90\x00');
    const other = await client.request(0x03, Uint8Array.of(0, 1, 0, 0, 0, 0, 0));
    expect(other.data).toEqual(Uint8Array.of(0x6d, 0));
  });

  it('tells its serial number and firmware to Yubico READ CONFIG, where it has one', async () => {
    const { client, key } = await plugIn(yubikey5);
    const { command, data } = await client.request(0x42, Uint8Array.of(0));
    expect(command).toBe(0x42);
    expect(data[0]).toBe(data.length - 1);
    const items = new Map<number, Uint8Array>();
    for (let at = 1; at < data.length; at += 2 + (data[at + 1] ?? 0)) {
      items.set(data[at] ?? 0, data.slice(at + 2, at + 2 + (data[at + 1] ?? 0)));
    }
    expect(Buffer.from(items.get(2) ?? EMPTY).readUInt32BE()).toBe(key.serial);
    expect(items.get(5)).toEqual(Uint8Array.of(5, 7, 1));
    const other = await plugIn(keyWithoutSerial);
    expect((await other.client.request(0x42, Uint8Array.of(0))).command).toBe(ERROR);
    expect(other.key.serial).toBeUndefined();
  });

  it.each<[string, number[], number]>([
    ['no map', [0x06, 0x01], 0x11],
    ['a length that is not minimal', [0x06, 0xa1, 0x18, 0x01, 0x02], 0x12],
    ['keys out of order', [0x06, 0xa2, 0x02, 0x01, 0x01, 0x02], 0x12],
    ['a key twice', [0x06, 0xa2, 0x01, 0x01, 0x01, 0x02], 0x12],
    ['bytes left over', [0x06, 0xa0, 0x00], 0x12],
  ])('refuses CBOR with %s', async (_, message, status) => {
    const { client } = await plugIn(yubikey5);
    const { data } = await client.request(0x10, Uint8Array.from(message));
    expect(data).toEqual(Uint8Array.of(status));
  });

  it('refuses a request longer than it said it takes', async () => {
    const { client } = await plugIn(yubikey5);
    const { data } = await client.request(0x10, new Uint8Array(1537).fill(1));
    expect(data).toEqual(Uint8Array.of(0x39));
  });

  it('neither hears nor speaks without power', async () => {
    const { client, key } = await plugIn(yubikey5, { touch: 'manual' });
    client.send(client.channel(), 0x10, Uint8Array.of(0x0b));
    await settle();
    const before = client.messages.length;
    key.powerDown();
    client.sendFrame(BROADCAST, INIT, 0, 8, ...NONCE);
    await settle();
    expect(client.messages).toHaveLength(before);
    expect(key.snapshot()).toMatchObject({ powered: false, waitingForTouch: false });
  });
});
