import type { KeyContext } from './commands/context.ts';
import { createFaults, type Faults } from './faults/fault.ts';
import { foreignFrame } from './faults/foreignFrame.ts';
import { type CtapHid, createCtapHid } from './hid/ctapHid.ts';
import { createMessageHandler } from './messageHandler.ts';
import type { Clock, KeyStorage, RandomBytes, TouchPolicy } from './ports.ts';
import type { Profile } from './profiles/profile.ts';
import { createSession, type Session } from './session.ts';
import { type KeySnapshot, takeSnapshot } from './snapshot.ts';
import { occupyPlaces } from './state/factory.ts';
import { freshState, type KeyState } from './state/keyState.ts';
import { deserialiseState, serialiseState } from './state/serialiseState.ts';
import { createUserPresence } from './userPresence.ts';

export interface SoftwareKeyOptions {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Default `manual`. */
  readonly touch?: TouchPolicy;
  readonly storage?: KeyStorage;
  /** The number printed on the key; drawn where absent. Only models with READ CONFIG tell it. */
  readonly serial?: number;
}

export interface LastResult {
  readonly command: string;
  readonly status: number;
}

/** A security key in software: CTAPHID reports in, CTAPHID reports out. Starts without power. */
export interface SoftwareKey {
  readonly profile: Profile;
  readonly serial: number | undefined;
  readonly faults: Faults;
  powerUp(): void;
  powerDown(): void;
  isPowered(): boolean;
  /** One 64-byte output report. Ignored without power. */
  receive(report: Uint8Array): void;
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Power, touch, wink and results: whatever a drawer shows may have changed. */
  onChange(listener: () => void): () => void;
  /** A finger on the key now. @returns whether the key was waiting for one. */
  touch(finger?: string): boolean;
  /** The person says no. */
  decline(): void;
  setTouchPolicy(policy: TouchPolicy): void;
  /** Sample results of the next fingerprint captures (0 good, others CTAP 2.1 §6.7.4). */
  scriptSamples(...statuses: number[]): void;
  isWaitingForTouch(): boolean;
  isWinking(): boolean;
  lastResult(): LastResult | undefined;
  snapshot(): KeySnapshot;
  /** Everything that survives unplugging, as JSON; holds private keys of test credentials. */
  serialise(): string;
  restore(text: string): void;
}

const SERIAL_BASE = 20_000_000;
const SERIAL_RANGE = 10_000_000;

function drawSerial(random: RandomBytes): number {
  const bytes = random(4);
  return SERIAL_BASE + (new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % SERIAL_RANGE);
}

/** Makes a key of a model. Give it the same `storage` again and it is the same key. */
export function createSoftwareKey(options: SoftwareKeyOptions): SoftwareKey {
  const { profile, clock, random, storage } = options;
  const faults = createFaults();
  const reportListeners = new Set<(report: Uint8Array) => void>();
  const changeListeners = new Set<() => void>();
  const sampleScript: number[] = [];
  const requests: string[] = [];
  const changed = () => {
    for (const listener of changeListeners) listener();
  };

  let state: KeyState = freshState(profile);
  occupyPlaces(profile, state, random);
  let session: Session = createSession(profile, clock, random);
  let hid: CtapHid | undefined;
  let frames = { in: 0, out: 0 };
  const presence = createUserPresence(clock, options.touch ?? 'manual', () => {
    hid?.waitingChanged();
    changed();
  });
  const save = () => storage?.save(serialiseState(state));
  const restore = (text: string) => {
    state = deserialiseState(text, freshState(profile));
  };
  const stored = storage?.load();
  if (stored !== undefined) restore(stored);
  if (profile.readConfig) state.serial ??= options.serial ?? drawSerial(random);

  function powerDown(): void {
    if (hid === undefined) return;
    const dying = hid;
    hid = undefined;
    dying.stop();
    handler.powerLost();
    changed();
  }

  /** Counts a report; true if a scripted unplug strikes before it. */
  function unpluggedAt(direction: 'in' | 'out'): boolean {
    frames[direction] += 1;
    if (!faults.unplugsAt(direction, frames[direction])) return false;
    powerDown();
    return true;
  }

  function send(report: Uint8Array): void {
    if (hid === undefined) return;
    if (faults.take('foreignFrames') !== undefined) deliver(foreignFrame(random));
    if (unpluggedAt('out')) return;
    deliver(report);
  }

  function deliver(report: Uint8Array): void {
    for (const listener of reportListeners) listener(report.slice());
  }

  const handler = createMessageHandler({
    profile,
    clock,
    serial: () => state.serial,
    faults,
    presence,
    changed,
    powerDown,
    log: (name) => requests.push(name),
    context: () => contextOf(session),
  });

  function contextOf(current: Session): KeyContext {
    return {
      profile,
      clock,
      random,
      presence,
      faults,
      session: current,
      state,
      sampleScript,
      isAlive: () => hid !== undefined && session === current,
      save,
      wipe() {
        const { resets, serial } = state;
        Object.assign(state, freshState(profile), { resets: resets + 1, serial });
        const { poweredAt } = current;
        Object.assign(current, createSession(profile, clock, random), { poweredAt });
        save();
      },
    };
  }

  return {
    profile,
    get serial() {
      return state.serial;
    },
    faults,
    powerDown,
    restore,
    powerUp() {
      if (hid !== undefined) return;
      frames = { in: 0, out: 0 };
      session = createSession(profile, clock, random);
      hid = createCtapHid(profile, clock, random, { ...handler.host, send });
      changed();
    },
    isPowered: () => hid !== undefined,
    receive(report) {
      if (hid === undefined || unpluggedAt('in') || handler.isDead()) return;
      hid.receive(report);
    },
    onReport(listener) {
      reportListeners.add(listener);
      return () => reportListeners.delete(listener);
    },
    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    touch: (finger) => presence.touch(finger),
    decline: () => presence.decline(),
    setTouchPolicy: (policy) => presence.setPolicy(policy),
    scriptSamples: (...statuses) => void sampleScript.push(...statuses),
    isWaitingForTouch: () => presence.isWaiting(),
    isWinking: () => handler.isWinking(),
    lastResult: () => handler.lastResult(),
    snapshot: () =>
      takeSnapshot({
        state,
        powered: hid !== undefined,
        waitingForTouch: presence.isWaiting(),
        winking: handler.isWinking(),
        touches: presence.touches(),
        requests,
      }),
    serialise: () => serialiseState(state),
  };
}
