import type { DevicesPort, PluggedDevice } from '#web/usecases/ports.ts';

/** Keeps real keys out of a demonstration until a person has read what will be written to them. */
export interface RealKeyGuard {
  /** Real keys that are plugged in and not yet let through. */
  readonly held: () => readonly PluggedDevice[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Lets real keys through, these and all later ones of this session. */
  readonly release: () => void;
}

interface GuardParts {
  readonly devices: DevicesPort;
  /** False where keys are enrolled for real: there nothing is held back. */
  readonly isDemonstration: boolean;
  /** Remembers the answer across a reload, not across sessions. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
}

const MEMORY_KEY = 'keywright.realKeysAllowed';
const NONE: readonly PluggedDevice[] = [];

/** Puts a guard between the browser's keys and everything that talks to them: a held key is not even opened. */
export function guardRealKeys({ devices, isDemonstration, memory }: GuardParts): {
  devices: DevicesPort;
  guard: RealKeyGuard;
} {
  let isOpen = !isDemonstration || memory.getItem(MEMORY_KEY) === 'yes';
  let held = NONE;
  const guardListeners = new Set<() => void>();
  const deviceListeners = new Set<(devices: readonly PluggedDevice[]) => void>();

  const passing = () => devices.current().filter(({ software }) => isOpen || software);
  const update = () => {
    const next = isOpen ? NONE : devices.current().filter(({ software }) => !software);
    held = next.length === 0 ? NONE : next;
    for (const listener of guardListeners) listener();
    for (const listener of deviceListeners) listener(passing());
  };
  devices.subscribe(update);

  return {
    devices: {
      get unavailable() {
        return devices.unavailable;
      },
      current: passing,
      subscribe(listener) {
        deviceListeners.add(listener);
        listener(passing());
        return () => deviceListeners.delete(listener);
      },
      request: () => devices.request(),
    },
    guard: {
      held: () => held,
      subscribe(listener) {
        guardListeners.add(listener);
        return () => guardListeners.delete(listener);
      },
      release() {
        isOpen = true;
        memory.setItem(MEMORY_KEY, 'yes');
        update();
      },
    },
  };
}
