import { TransportError } from '#shared/failure/appError.ts';
import type { DevicesPort, PluggedDevice } from '#web/usecases/ports.ts';
import { toHidFailure } from './hidFailure.ts';
import {
  FIDO_USAGE_PAGE,
  type HidDeviceLike,
  type HidLike,
  isConnectionEvent,
} from './hidTypes.ts';
import { openWebHidPort, type WebHidPort } from './webHidPort.ts';

/** What {@link createWebHidDevices} needs. `host` is `navigator`; where it has no `hid`, WebHID is unsupported. */
export interface WebHidParts {
  readonly host: { readonly hid?: HidLike };
  readonly now: () => number;
  readonly randomUuid: () => string;
  /** Stops every listener. */
  readonly signal?: AbortSignal;
}

interface Known {
  readonly hid: HidDeviceLike;
  readonly plugged: PluggedDevice;
  port: WebHidPort | undefined;
}

/** The security keys that WebHID shows, from `getDevices`, the chooser, and `connect`; gone at `disconnect`. */
export function createWebHidDevices(parts: WebHidParts): DevicesPort {
  const { host, now, randomUuid, signal } = parts;
  const listeners = new Set<(devices: readonly PluggedDevice[]) => void>();
  const known = new Map<HidDeviceLike, Known>();
  let unavailable: DevicesPort['unavailable'] = host.hid === undefined ? 'hid_unsupported' : null;

  const current = () => [...known.values()].map(({ plugged }) => plugged);

  function changed(): void {
    const devices = current();
    for (const listener of [...listeners]) listener(devices);
  }

  function add(hid: HidDeviceLike, pluggedAt: number | null): boolean {
    if (known.has(hid) || !isSecurityKey(hid)) return false;
    const entry: Known = {
      hid,
      port: undefined,
      plugged: {
        id: randomUuid(),
        productName: hid.productName,
        vendorId: hid.vendorId,
        productId: hid.productId,
        pluggedAt,
        software: hid.keywrightDemo === true,
        async open() {
          if (known.get(hid) !== entry) throw removed();
          const port = await openWebHidPort(hid);
          if (known.get(hid) !== entry) {
            await port.close();
            throw removed();
          }
          entry.port = port;
          return port;
        },
      },
    };
    known.set(hid, entry);
    return true;
  }

  function remove(hid: HidDeviceLike): void {
    const entry = known.get(hid);
    if (entry === undefined) return;
    known.delete(hid);
    entry.port?.end(removed());
    changed();
  }

  async function list(hid: HidLike): Promise<void> {
    try {
      const devices = await hid.getDevices();
      // They were there before the page looked, so nobody knows since when.
      if (devices.filter((device) => add(device, null)).length > 0) changed();
    } catch {
      unavailable = 'hid_blocked';
      changed();
    }
  }

  const { hid } = host;
  if (hid !== undefined) {
    const options = signal === undefined ? {} : { signal };
    hid.addEventListener(
      'connect',
      (connection) => {
        if (isConnectionEvent(connection) && add(connection.device, now())) changed();
      },
      options,
    );
    hid.addEventListener(
      'disconnect',
      (connection) => {
        if (isConnectionEvent(connection)) remove(connection.device);
      },
      options,
    );
    void list(hid);
  }

  return {
    get unavailable() {
      return unavailable;
    },
    current,
    subscribe(listener) {
      listeners.add(listener);
      listener(current());
      return () => listeners.delete(listener);
    },
    async request() {
      if (hid === undefined) throw new TransportError('hid_unsupported', 'There is no WebHID here');
      const chosen = await choose(hid);
      if (chosen.length === 0) throw new TransportError('device_not_chosen', 'No key was chosen');
      if (chosen.filter((device) => add(device, null)).length > 0) changed();
    },
  };
}

async function choose(hid: HidLike): Promise<readonly HidDeviceLike[]> {
  try {
    return await hid.requestDevice({ filters: [{ usagePage: FIDO_USAGE_PAGE }] });
  } catch (cause) {
    throw toHidFailure(cause, 'choose');
  }
}

/** Older Chrome leaves the FIDO collection out altogether; a device that lists only other ones is something else. */
function isSecurityKey({ collections }: HidDeviceLike): boolean {
  return (
    collections.length === 0 || collections.some(({ usagePage }) => usagePage === FIDO_USAGE_PAGE)
  );
}

function removed(): TransportError {
  return new TransportError('device_removed', 'The key was pulled out');
}
