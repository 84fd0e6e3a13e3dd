import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { type KeySession, openKeySession } from './keySession.ts';
import type { ObservedKey } from './observeKey.ts';
import type { DevicesPort, PlatformPort, PluggedDevice } from './ports.ts';

/** A plugged-in key and how far it is known. */
export interface RingKey {
  readonly device: PluggedDevice;
  /** Null until it is opened and identified. */
  readonly session: KeySession | null;
  readonly observed: ObservedKey | null;
  readonly failure: FailureCode | null;
  /** The enrolment that uses it. */
  readonly owner: string | null;
}

/** The keys in the ports of this station. Each is opened and identified once; one enrolment at a time may use it. */
export interface KeyRing {
  keys(): readonly RingKey[];
  subscribe(listener: () => void): () => void;
  /** Identified keys that are plugged in and not used by anybody but `owner`. */
  free(owner: string): readonly KeySession[];
  claim(session: KeySession, owner: string): void;
  /** Gives back every key of an owner. */
  release(owner: string): void;
  /** Keeps the latest look at a key, for everyone. */
  note(session: KeySession, observed: ObservedKey): void;
  fail(deviceId: string, code: FailureCode): void;
  /** Opens a key again that could not be read. */
  readAgain(deviceId: string): void;
  dispose(): void;
}

/** What a ring is made of. */
export interface KeyRingParts {
  readonly devices: DevicesPort;
  readonly platform: PlatformPort;
  readonly crypto: Pick<Crypto, 'sha256'>;
  /** Called for a newly identified key that no waiting enrolment has claimed. */
  readonly onFree: (session: KeySession) => void;
}

/** Watches the devices and opens what is plugged in. */
export function createKeyRing(parts: KeyRingParts): KeyRing {
  const { devices, onFree } = parts;
  const listeners = new Set<() => void>();
  const keys = new Map<string, RingKey>();
  const disposal = new AbortController();

  function changed(): void {
    for (const listener of [...listeners]) listener();
  }

  function update(deviceId: string, change: Partial<RingKey>): void {
    const key = keys.get(deviceId);
    if (key === undefined) return;
    keys.set(deviceId, { ...key, ...change });
    changed();
  }

  async function identify(device: PluggedDevice): Promise<void> {
    try {
      const session = await openKeySession(device, parts, { signal: disposal.signal });
      if (!keys.has(device.id)) {
        await session.close();
        return;
      }
      // Enrolments that wait for this key claim it in their listeners, before anybody else reads it.
      update(device.id, { session });
      if (keys.get(device.id)?.owner === null) onFree(session);
    } catch (error) {
      update(device.id, { failure: failureCodeOf(error) });
    }
  }

  function add(device: PluggedDevice): void {
    keys.set(device.id, { device, session: null, observed: null, failure: null, owner: null });
    void identify(device);
  }

  const stop = devices.subscribe((plugged) => {
    const gone = [...keys.keys()].filter((id) => !plugged.some((device) => device.id === id));
    for (const id of gone) keys.delete(id);
    for (const device of plugged) if (!keys.has(device.id)) add(device);
    changed();
  });

  return {
    keys: () => [...keys.values()],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    free: (owner) =>
      [...keys.values()].flatMap(({ session, owner: current }) =>
        session !== null && !session.ended && (current === null || current === owner)
          ? [session]
          : [],
      ),
    claim: (session, owner) => update(session.device.id, { owner }),
    release(owner) {
      for (const [id, key] of keys) if (key.owner === owner) update(id, { owner: null });
    },
    note: (session, observed) => update(session.device.id, { observed, failure: null }),
    fail: (deviceId, failure) => update(deviceId, { failure }),
    readAgain(deviceId) {
      const key = keys.get(deviceId);
      if (key === undefined || key.owner !== null) return;
      void (async () => {
        await key.session?.close();
        keys.delete(deviceId);
        const device = devices.current().find(({ id }) => id === deviceId);
        if (device !== undefined) add(device);
        changed();
      })();
    },
    dispose() {
      stop();
      disposal.abort();
      for (const { session } of keys.values()) void session?.close();
      keys.clear();
    },
  };
}
