import { randomBytes } from 'node:crypto';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { GuestAgent, KernelHid } from './guestAgent.ts';

/** The software keys of a rack as HID devices of the guest's kernel. */
export interface KernelKeys {
  /** The node of a plugged key; waits until the kernel has it. */
  deviceOf(id: string): Promise<string>;
  /** Waits until every plug and unplug so far has happened in the guest, too. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Follows a rack: what is plugged there becomes a kernel device, what is pulled out there goes. */
export function connectRack(rack: KeyRack, agent: Pick<GuestAgent, 'plug'>): KernelKeys {
  const plugged = new Map<string, KernelHid>();
  const turns = new Map<string, Promise<void>>();
  const failures: unknown[] = [];

  // One after the other for each key: a replug is two steps, and the second must not overtake the first.
  function then(id: string, step: () => Promise<void>): void {
    const turn = (turns.get(id) ?? Promise.resolve()).then(step);
    turns.set(
      id,
      turn.catch((cause: unknown) => void failures.push(cause)),
    );
  }

  async function plug(id: string): Promise<void> {
    const key = rack.list().find((candidate) => candidate.id === id);
    if (key === undefined) return;
    const { productName: name, vendorId, productId } = key;
    const unique = `${id}-${randomBytes(4).toString('hex')}`;
    const device = await agent.plug({ id: unique, name, vendorId, productId }, (report) => {
      if (rack.list().some((candidate) => candidate.id === id)) rack.send(id, report);
    });
    plugged.set(id, device);
    stops.set(
      id,
      rack.onReport(id, (report) => device.send(report)),
    );
  }

  async function unplug(id: string): Promise<void> {
    stops.get(id)?.();
    const device = plugged.get(id);
    plugged.delete(id);
    await device?.unplug();
  }

  const stops = new Map<string, () => void>();
  const stopWatching = rack.subscribe(({ type, key: { id } }) => {
    if (type === 'plugged') then(id, () => plug(id));
    if (type === 'unplugged' || type === 'removed') then(id, () => unplug(id));
  });

  async function settled(): Promise<void> {
    await Promise.all(turns.values());
    if (failures.length > 0) throw new AggregateError(failures.splice(0), 'a key was not plugged');
  }

  return {
    settled,
    async deviceOf(id) {
      await settled();
      const device = plugged.get(id);
      if (device === undefined) throw new Error(`${id} is not plugged into the machine`);
      return device.device;
    },
    async close() {
      stopWatching();
      await settled();
      await Promise.all([...plugged.keys()].map(unplug));
    },
  };
}
