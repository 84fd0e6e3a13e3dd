import { describe, expect, it } from 'vitest';
import { createKeyRack } from './keyRack.ts';
import { createManualClock, settle } from './manualClock.ts';
import type { KeyStorage } from './ports.ts';
import { createSeededRandom } from './seededRandom.ts';

function memory(text?: string): KeyStorage & { text: string | undefined } {
  return {
    text,
    load() {
      return this.text;
    },
    save(state) {
      this.text = state;
    },
  };
}

const rackWith = (storage?: KeyStorage) =>
  createKeyRack({
    clock: createManualClock(),
    random: createSeededRandom('rack'),
    ...(storage === undefined ? {} : { storage }),
  });

const initFrame = () => {
  const report = new Uint8Array(64);
  report.set([0xff, 0xff, 0xff, 0xff, 0x86, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8]);
  return report;
};

/** Opens a channel and asks for a touch by authenticatorSelection. */
async function askForTouch(rack: ReturnType<typeof rackWith>, id: string): Promise<void> {
  let channel = new Uint8Array(4);
  rack.onReport(id, (report) => {
    if (report[4] === 0x86) channel = report.slice(15, 19);
  });
  rack.send(id, initFrame());
  const report = new Uint8Array(64);
  report.set([...channel, 0x90, 0, 1, 0x0b]);
  rack.send(id, report);
  await settle();
}

describe('a rack of keys', () => {
  it('tells what happens to its keys', () => {
    const rack = rackWith();
    const events: string[] = [];
    rack.subscribe(({ type, key }) => events.push(`${type} ${key.id} ${key.plugged}`));
    const id = rack.add('yubikey5', { serial: 12345678 });
    expect(rack.list()).toMatchObject([
      {
        id,
        profileId: 'yubikey5',
        vendorId: 0x1050,
        serial: 12345678,
        plugged: false,
        waitingForTouch: false,
      },
    ]);
    rack.plug(id);
    rack.unplug(id);
    rack.remove(id);
    expect(events).toEqual([
      `added ${id} false`,
      `changed ${id} true`,
      `plugged ${id} true`,
      `unplugged ${id} false`,
      `removed ${id} false`,
    ]);
    expect(rack.list()).toEqual([]);
    expect(() => rack.plug(id)).toThrow(RangeError);
    expect(() => rack.add('nothing')).toThrow(RangeError);
  });

  it('shows which key waits for a touch, and what came of it', async () => {
    const rack = rackWith();
    const [first, second] = [rack.add('yubikey5'), rack.add('opensk')];
    rack.plug(first);
    rack.plug(second);
    await askForTouch(rack, second);
    expect(rack.list().map(({ waitingForTouch }) => waitingForTouch)).toEqual([false, true]);
    expect(rack.touch(first)).toBe(false);
    expect(rack.touch(second)).toBe(true);
    await settle();
    expect(rack.list()[1]?.lastResult).toEqual({ command: 'selection', status: 0 });
  });

  it('notices a key that a fault pulled', () => {
    const rack = rackWith();
    const id = rack.add('yubikey5');
    rack.key(id).faults.add({ kind: 'unplug', direction: 'in', frame: 1 });
    rack.plug(id);
    const events: string[] = [];
    rack.subscribe(({ type }) => events.push(type));
    rack.send(id, initFrame());
    expect(events).toEqual(['unplugged']);
    expect(rack.list()[0]?.plugged).toBe(false);
  });

  it('is the same rack after a restart, with every key on the desk', () => {
    const storage = memory();
    const before = rackWith(storage);
    const id = before.add('yubikey5', { label: 'Blue key' });
    before.plug(id);
    const after = rackWith(memory(storage.text));
    expect(after.list()).toEqual([{ ...before.list()[0], plugged: false }]);
    expect(after.add('solo')).not.toBe(id);
  });

  it('starts empty from a text it cannot read', () => {
    for (const text of ['', 'null', '{"keys":3,"next":1}', '{"keys":[{"id":4}],"next":2}']) {
      expect(rackWith(memory(text)).list()).toEqual([]);
    }
  });
});
