import { expect, it } from 'vitest';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import type { GuestAgent } from './guestAgent.ts';
import { connectRack } from './kernelKeys.ts';

/** An agent whose machine only has ports; it tells what happens at them. */
function createPorts() {
  const log: string[] = [];
  let devices = 0;
  const toKey: ((report: Uint8Array) => void)[] = [];
  const agent: Pick<GuestAgent, 'plug'> = {
    async plug({ name }, onReport) {
      const device = `/dev/hidraw${devices++}`;
      toKey.push(onReport);
      log.push(`${name} in ${device}`);
      return {
        device,
        send: (report) => void log.push(`${report.length} bytes from ${device}`),
        async unplug() {
          log.push(`out of ${device}`);
        },
      };
    },
  };
  return { agent, log, toKey };
}

const INIT = Uint8Array.from(
  { length: 64 },
  (_, index) => [255, 255, 255, 255, 0x86, 0, 8][index] ?? 7,
);
const NAME = 'YubiKey OTP+FIDO+CCID';

it('takes a key out before it is back in, also when both happen at once', async () => {
  const { agent, log } = createPorts();
  const rack = createKeyRack();
  const keys = connectRack(rack, agent);
  const id = rack.add('yubikey5');
  rack.plug(id);
  rack.unplug(id);
  rack.plug(id);
  expect(await keys.deviceOf(id)).toBe('/dev/hidraw1');
  await keys.close();
  expect(log).toEqual([
    `${NAME} in /dev/hidraw0`,
    'out of /dev/hidraw0',
    `${NAME} in /dev/hidraw1`,
    'out of /dev/hidraw1',
  ]);
});

it('passes reports on both ways, and none once the key is out', async () => {
  const { agent, log, toKey } = createPorts();
  const rack = createKeyRack();
  const keys = connectRack(rack, agent);
  const id = rack.add('yubikey5');
  rack.plug(id);
  await keys.settled();
  toKey[0]?.(INIT);
  rack.remove(id);
  toKey[0]?.(INIT);
  await keys.settled();
  expect(log.slice(1)).toEqual(['64 bytes from /dev/hidraw0', 'out of /dev/hidraw0']);
});

it('says that a key could not be plugged in', async () => {
  const rack = createKeyRack();
  const keys = connectRack(rack, {
    plug: () => Promise.reject(new Error('no uhid here')),
  });
  const id = rack.add('yubikey5');
  rack.plug(id);
  await expect(keys.deviceOf(id)).rejects.toThrow('a key was not plugged');
});
