import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { DevicesPort, PluggedDevice } from '#web/usecases/ports.ts';
import { guardRealKeys } from './realKeyGuard.ts';

function device(id: string, software: boolean): PluggedDevice {
  return {
    id,
    software,
    productName: id,
    vendorId: 1,
    productId: 2,
    pluggedAt: null,
    open: () => Promise.reject(new AppError('device_removed', 'nothing to open here')),
  };
}

function plugs(...first: PluggedDevice[]) {
  let now: readonly PluggedDevice[] = first;
  const listeners = new Set<(devices: readonly PluggedDevice[]) => void>();
  const devices: DevicesPort = {
    unavailable: null,
    current: () => now,
    subscribe(listener) {
      listeners.add(listener);
      listener(now);
      return () => listeners.delete(listener);
    },
    request: () => Promise.resolve(),
  };
  const plug = (...next: PluggedDevice[]) => {
    now = next;
    for (const listener of listeners) listener(now);
  };
  return { devices, plug };
}

const ids = (devices: readonly PluggedDevice[]) => devices.map(({ id }) => id);

describe('the guard of real keys', () => {
  it('lets everything through where keys are enrolled for real', () => {
    const { devices } = plugs(device('real', false));
    const guarded = guardRealKeys({ devices, isDemonstration: false, memory: new Memory() });
    expect(ids(guarded.devices.current())).toEqual(['real']);
    expect(guarded.guard.held()).toEqual([]);
  });

  it('holds a real key of a demonstration and lets software keys through', () => {
    const { devices, plug } = plugs();
    const guarded = guardRealKeys({ devices, isDemonstration: true, memory: new Memory() });
    const seen: string[][] = [];
    guarded.devices.subscribe((list) => seen.push(ids(list)));
    plug(device('soft', true), device('real', false));
    expect(seen).toEqual([[], ['soft']]);
    expect(ids(guarded.guard.held())).toEqual(['real']);
  });

  it('lets real keys through once they are released, and after a reload', () => {
    const { devices } = plugs(device('real', false));
    const memory = new Memory();
    const guarded = guardRealKeys({ devices, isDemonstration: true, memory });
    guarded.guard.release();
    expect(ids(guarded.devices.current())).toEqual(['real']);
    expect(guarded.guard.held()).toEqual([]);
    const again = guardRealKeys({ devices, isDemonstration: true, memory });
    expect(ids(again.devices.current())).toEqual(['real']);
  });
});

class Memory {
  readonly items = new Map<string, string>();
  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }
}
