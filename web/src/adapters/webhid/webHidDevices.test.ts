import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { PluggedDevice } from '#web/usecases/ports.ts';
import { FakeHid, FakeHidDevice, type FakeKey, named } from './testing/fakeHid.ts';
import { createWebHidDevices } from './webHidDevices.ts';

const USB = { vendorId: 0x1050, productId: 0x0407, productName: 'YubiKey' };

function scriptedKey() {
  const received: Uint8Array[] = [];
  const listeners = new Set<() => void>();
  let powered = false;
  const key: FakeKey = {
    receive: (report) => void received.push(report),
    onReport: () => () => {},
    powerUp: () => {
      powered = true;
    },
    powerDown: () => {
      powered = false;
      for (const listener of [...listeners]) listener();
    },
    isPowered: () => powered,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { key, received };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function setUp() {
  const hid = new FakeHid();
  let count = 0;
  let time = 1000;
  const stop = new AbortController();
  const devices = createWebHidDevices({
    host: { hid },
    now: () => time,
    randomUuid: () => `plug-${++count}`,
    signal: stop.signal,
  });
  const seen: (readonly PluggedDevice[])[] = [];
  devices.subscribe((now) => seen.push(now));
  await settle();
  return { hid, devices, seen, stop, setTime: (ms: number) => (time = ms) };
}

async function only(devices: { current(): readonly PluggedDevice[] }): Promise<PluggedDevice> {
  const [device, ...others] = devices.current();
  if (device === undefined || others.length > 0) throw new Error('expected one device');
  return device;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  return error instanceof AppError ? error.code : `not an AppError: ${String(error)}`;
}

describe('the keys that WebHID shows', () => {
  it('are unsupported where there is no WebHID', async () => {
    const devices = createWebHidDevices({ host: {}, now: () => 0, randomUuid: () => 'x' });
    expect(devices.unavailable).toBe('hid_unsupported');
    expect(await codeOf(devices.request())).toBe('hid_unsupported');
  });

  it('are blocked where the browser refuses to list them', async () => {
    const hid = new FakeHid();
    hid.listError = named('SecurityError', 'disallowed by permissions policy');
    const devices = createWebHidDevices({ host: { hid }, now: () => 0, randomUuid: () => 'x' });
    await settle();
    expect(devices.unavailable).toBe('hid_blocked');
  });

  it('include what was plugged in before the page, at an unknown time', async () => {
    const hid = new FakeHid();
    hid.devices.add(new FakeHidDevice(scriptedKey().key, USB));
    const devices = createWebHidDevices({ host: { hid }, now: () => 5, randomUuid: () => 'x' });
    await settle();
    expect(await only(devices)).toMatchObject({ ...USB, pluggedAt: null, software: false });
  });

  it('know when a key was plugged in, and that it is another plug the second time', async () => {
    const { hid, devices, setTime } = await setUp();
    const { key } = scriptedKey();
    hid.plug(key, USB);
    expect(await only(devices)).toMatchObject({ id: 'plug-1', pluggedAt: 1000 });
    key.powerDown();
    expect(devices.current()).toEqual([]);
    setTime(2000);
    hid.plug(key, USB);
    expect(await only(devices)).toMatchObject({ id: 'plug-2', pluggedAt: 2000 });
  });

  it('leave out devices that are something else, and take those without a listed collection', async () => {
    const { hid, devices } = await setUp();
    const keyboard = new FakeHidDevice(scriptedKey().key, USB);
    keyboard.collections = [{ usagePage: 1, usage: 6 }];
    const bare = new FakeHidDevice(scriptedKey().key, USB);
    bare.collections = [];
    for (const device of [keyboard, bare]) {
      hid.dispatchEvent(Object.assign(new Event('connect'), { device }));
    }
    expect(devices.current()).toHaveLength(1);
  });

  it('ask the chooser for FIDO devices only and say when none was chosen', async () => {
    const { hid, devices } = await setUp();
    expect(await codeOf(devices.request())).toBe('device_not_chosen');
    expect(hid.requested).toEqual([{ filters: [{ usagePage: 0xf1d0 }] }]);
    hid.chosen = [new FakeHidDevice(scriptedKey().key, USB)];
    await devices.request();
    expect(devices.current()).toHaveLength(1);
    hid.chooseError = named('SecurityError', 'Must be handling a user gesture');
    expect(await codeOf(devices.request())).toBe('hid_blocked');
  });

  it('tell their listeners at once and at every change, until the signal stops them', async () => {
    const { hid, seen, stop } = await setUp();
    hid.plug(scriptedKey().key, USB);
    expect(seen.map((devices) => devices.length)).toEqual([0, 1]);
    stop.abort();
    hid.plug(scriptedKey().key, USB);
    expect(seen).toHaveLength(2);
  });
});

describe('a port over WebHID', () => {
  it('gives reports without the bytes around them, and keeps them when the browser reuses its memory', async () => {
    const { hid, devices } = await setUp();
    const device = hid.plug(scriptedKey().key, USB);
    const port = await (await only(devices)).open();
    const reports: Uint8Array[] = [];
    port.onReport((report) => reports.push(report));
    device.say(new Uint8Array(64).fill(7));
    device.say(new Uint8Array(64).fill(8), 3);
    expect(reports).toEqual([new Uint8Array(64).fill(7)]);
  });

  it('pads reports to 64 bytes and keeps their order when writes take their time', async () => {
    const { hid, devices } = await setUp();
    const { key, received } = scriptedKey();
    const device = hid.plug(key, USB);
    const port = await (await only(devices)).open();
    const releases: (() => void)[] = [];
    const write = device.sendReport.bind(device);
    device.sendReport = async (reportId, data) => {
      await new Promise<void>((resolve) => releases.push(resolve));
      await write(reportId, data);
    };
    const both = [port.send(Uint8Array.of(1)), port.send(Uint8Array.of(2))];
    await settle();
    expect(releases).toHaveLength(1);
    releases[0]?.();
    await settle();
    releases[1]?.();
    await Promise.all(both);
    expect(received.map((report) => [report.length, report[0]])).toEqual([
      [64, 1],
      [64, 2],
    ]);
  });

  it('says that a key the system refuses to open is blocked, and closes it again', async () => {
    const { hid, devices } = await setUp();
    const device = hid.plug(scriptedKey().key, USB);
    let closed = 0;
    device.close = async () => {
      closed += 1;
    };
    device.openError = named('NotAllowedError', 'Failed to open the device.');
    expect(await codeOf((await only(devices)).open())).toBe('hid_blocked');
    expect(closed).toBe(1);
  });

  it('says that a key which takes no report at all is blocked', async () => {
    const { hid, devices } = await setUp();
    const device = hid.plug(scriptedKey().key, USB);
    const port = await (await only(devices)).open();
    device.writeError = named('NotAllowedError', 'Failed to write the report.');
    expect(await codeOf(port.send(Uint8Array.of(1)))).toBe('hid_blocked');
  });

  it('says that a key which took reports before was pulled out', async () => {
    const { hid, devices } = await setUp();
    const device = hid.plug(scriptedKey().key, USB);
    const port = await (await only(devices)).open();
    await port.send(Uint8Array.of(1));
    device.writeError = named('NotAllowedError', 'Failed to write the report.');
    expect(await codeOf(port.send(Uint8Array.of(2)))).toBe('device_removed');
  });

  it('ends once when the key is pulled out, and refuses to send after that', async () => {
    const { hid, devices } = await setUp();
    const { key } = scriptedKey();
    hid.plug(key, USB);
    const plugged = await only(devices);
    const port = await plugged.open();
    const causes: string[] = [];
    port.onClosed((cause) => causes.push(cause.code));
    key.powerDown();
    await port.close();
    expect(causes).toEqual(['device_removed']);
    expect(port.isOpen).toBe(false);
    expect(await codeOf(port.send(Uint8Array.of(1)))).toBe('device_removed');
    expect(await codeOf(plugged.open())).toBe('device_removed');
  });

  it('sends what was written before it closes', async () => {
    const { hid, devices } = await setUp();
    const { key, received } = scriptedKey();
    hid.plug(key, USB);
    const port = await (await only(devices)).open();
    const written = port.send(Uint8Array.of(7));
    await port.close();
    await written;
    expect(received.map((report) => report[0])).toEqual([7]);
    expect(port.isOpen).toBe(false);
  });

  it('closes a device that went away while it was being opened', async () => {
    const { hid, devices } = await setUp();
    const { key } = scriptedKey();
    const device = hid.plug(key, USB);
    const plugged = await only(devices);
    const open = device.open.bind(device);
    device.open = async () => {
      await open();
      key.powerDown();
    };
    expect(await codeOf(plugged.open())).toBe('device_removed');
    expect(device.opened).toBe(false);
  });
});
