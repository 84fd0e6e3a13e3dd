import { randomBytes } from 'node:crypto';
import type { Clock, KeyStorage, RandomBytes, TouchPolicy } from './ports.ts';
import { profileById } from './profiles/catalogue.ts';
import { type SavedKey, savedRack } from './rackStorage.ts';
import { realClock } from './realClock.ts';
import { createSoftwareKey, type LastResult, type SoftwareKey } from './softwareKey.ts';

export interface KeyRackOptions {
  /** Default: the machine's own time. */
  readonly clock?: Clock;
  /** Default: the machine's random source. */
  readonly random?: RandomBytes;
  /** Where the rack with all its keys survives a restart; a restored rack has every key unplugged. */
  readonly storage?: KeyStorage;
  /** What new keys do when they ask for a touch. Default `manual`. */
  readonly touch?: TouchPolicy;
}

/** One key as the drawer shows it. */
interface RackKey {
  readonly id: string;
  readonly label: string;
  readonly profileId: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  readonly serial: number | undefined;
  readonly plugged: boolean;
  readonly waitingForTouch: boolean;
  readonly winking: boolean;
  readonly lastResult: LastResult | undefined;
}

interface RackEvent {
  readonly type: 'added' | 'removed' | 'plugged' | 'unplugged' | 'changed';
  readonly key: RackKey;
}

interface AddKeyOptions {
  readonly label?: string;
  readonly serial?: number;
  readonly touch?: TouchPolicy;
}

/** Software keys on a desk, some of them plugged in. No network, no page: a pure object. */
export interface KeyRack {
  list(): readonly RackKey[];
  /** @returns the new key's id; it is not plugged in yet. @throws RangeError for an unknown model */
  add(profileId: string, options?: AddKeyOptions): string;
  remove(id: string): void;
  plug(id: string): void;
  unplug(id: string): void;
  /** A finger on the key now. @returns whether the key was waiting for one. */
  touch(id: string, finger?: string): boolean;
  /** One report to the key; lost if it is not plugged in. */
  send(id: string, report: Uint8Array): void;
  onReport(id: string, listener: (report: Uint8Array) => void): () => void;
  /** The key itself: faults, snapshot, touch policy. @throws RangeError for an unknown id */
  key(id: string): SoftwareKey;
  subscribe(listener: (event: RackEvent) => void): () => void;
}

interface Place {
  readonly id: string;
  readonly label: string;
  readonly key: SoftwareKey;
  plugged: boolean;
}

export function createKeyRack(options: KeyRackOptions = {}): KeyRack {
  const clock = options.clock ?? realClock;
  const random = options.random ?? ((length: number) => new Uint8Array(randomBytes(length)));
  const places = new Map<string, Place>();
  const listeners = new Set<(event: RackEvent) => void>();
  let nextNumber = 1;

  const view = ({ id, label, key, plugged }: Place): RackKey => ({
    id,
    label,
    profileId: key.profile.id,
    vendorId: key.profile.vendorId,
    productId: key.profile.productId,
    productName: key.profile.productName,
    serial: key.serial,
    plugged,
    waitingForTouch: key.isWaitingForTouch(),
    winking: key.isWinking(),
    lastResult: key.lastResult(),
  });
  const say = (type: RackEvent['type'], place: Place) => {
    const event = { type, key: view(place) };
    for (const listener of listeners) listener(event);
  };
  const save = () => options.storage?.save(savedRack.write(places.values(), nextNumber));
  const find = (id: string): Place => {
    const place = places.get(id);
    if (place === undefined) throw new RangeError(`no key ${id} in the rack`);
    return place;
  };

  function place(saved: SavedKey, more: AddKeyOptions): Place {
    const profile = profileById(saved.profileId);
    const key = createSoftwareKey({
      profile,
      clock,
      random,
      touch: more.touch ?? options.touch ?? 'manual',
      storage: { load: () => saved.state, save },
      ...(more.serial === undefined ? {} : { serial: more.serial }),
    });
    const made: Place = { id: saved.id, label: saved.label, key, plugged: false };
    places.set(saved.id, made);
    key.onChange(() => {
      // A scripted fault can take the power: the key is out of its port then, like any other.
      const type = made.plugged === key.isPowered() ? 'changed' : 'unplugged';
      made.plugged = key.isPowered();
      if (places.has(made.id)) say(type, made);
    });
    return made;
  }

  const stored = options.storage?.load();
  if (stored !== undefined) {
    const { keys, next } = savedRack.read(stored);
    nextNumber = next;
    for (const saved of keys) place(saved, {});
  }

  return {
    list: () => [...places.values()].map(view),
    add(profileId, more = {}) {
      const id = `key-${nextNumber++}`;
      const label = more.label ?? profileById(profileId).label;
      say('added', place({ id, label, profileId, state: undefined }, more));
      save();
      return id;
    },
    remove(id) {
      const gone = find(id);
      gone.key.powerDown();
      places.delete(id);
      save();
      say('removed', gone);
    },
    plug(id) {
      const target = find(id);
      if (target.plugged) return;
      target.plugged = true;
      target.key.powerUp();
      say('plugged', target);
    },
    unplug: (id) => find(id).key.powerDown(),
    touch: (id, finger) => find(id).key.touch(finger),
    send: (id, report) => find(id).key.receive(report),
    onReport: (id, listener) => find(id).key.onReport(listener),
    key: (id) => find(id).key,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
