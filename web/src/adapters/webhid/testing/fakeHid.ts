import type { HidDeviceLike, HidLike } from '../hidTypes.ts';

/** What a fake device is driven by: a scripted key or a software key. */
export interface FakeKey {
  receive(report: Uint8Array): void;
  onReport(listener: (report: Uint8Array) => void): () => void;
  powerUp(): void;
  powerDown(): void;
  isPowered(): boolean;
  onChange(listener: () => void): () => void;
}

/** A USB descriptor. */
export interface FakeUsb {
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
}

/** A device as Chrome 156 shows a FIDO interface: no reports listed, data as a view into a larger buffer. */
export class FakeHidDevice extends EventTarget implements HidDeviceLike {
  opened = false;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  collections: HidDeviceLike['collections'] = [{ usagePage: 0xf1d0, usage: 1 }];
  /** Thrown by the next `open` or `sendReport`. */
  openError: Error | undefined;
  writeError: Error | undefined;
  readonly #key: FakeKey;
  #stop = () => {};

  constructor(key: FakeKey, usb: FakeUsb) {
    super();
    this.#key = key;
    this.vendorId = usb.vendorId;
    this.productId = usb.productId;
    this.productName = usb.productName;
  }

  async open(): Promise<void> {
    if (this.openError !== undefined) throw this.openError;
    if (!this.#key.isPowered()) throw named('NotAllowedError', 'Failed to open the device.');
    this.opened = true;
    this.#stop = this.#key.onReport((report) => this.say(report));
  }

  async close(): Promise<void> {
    this.opened = false;
    this.#stop();
  }

  async sendReport(reportId: number, data: Uint8Array): Promise<void> {
    if (this.writeError !== undefined) throw this.writeError;
    if (!this.opened) throw named('InvalidStateError', 'The device must be opened first.');
    if (reportId !== 0 || data.length !== 64) {
      throw named('NotAllowedError', 'Failed to write the report.');
    }
    await Promise.resolve();
    this.#key.receive(data.slice());
  }

  /** An input report, at an offset into a buffer of other bytes. */
  say(report: Uint8Array, reportId = 0): void {
    const buffer = new Uint8Array(report.length + 16).fill(0xee);
    buffer.set(report, 8);
    const data = new DataView(buffer.buffer, 8, report.length);
    this.dispatchEvent(Object.assign(new Event('inputreport'), { device: this, reportId, data }));
    // Chrome may use the memory again; whoever kept the view sees it.
    buffer.fill(0xee);
  }
}

/** A `navigator.hid` that may use every key without asking, as with the usage policy. */
export class FakeHid extends EventTarget implements HidLike {
  readonly devices = new Set<FakeHidDevice>();
  /** What the chooser gives. */
  chosen: readonly FakeHidDevice[] = [];
  listError: Error | undefined;
  chooseError: Error | undefined;
  requested: unknown[] = [];

  async getDevices(): Promise<readonly FakeHidDevice[]> {
    if (this.listError !== undefined) throw this.listError;
    return [...this.devices];
  }

  async requestDevice(options: unknown): Promise<readonly FakeHidDevice[]> {
    this.requested.push(options);
    if (this.chooseError !== undefined) throw this.chooseError;
    for (const device of this.chosen) this.devices.add(device);
    return this.chosen;
  }

  /** Plugs a key in: a new device every time, gone by itself when the key loses its power. */
  plug(key: FakeKey, usb: FakeUsb): FakeHidDevice {
    const device = new FakeHidDevice(key, usb);
    key.powerUp();
    this.devices.add(device);
    const stop = key.onChange(() => {
      if (key.isPowered()) return;
      stop();
      this.#remove(device);
    });
    this.dispatchEvent(Object.assign(new Event('connect'), { device }));
    return device;
  }

  #remove(device: FakeHidDevice): void {
    this.devices.delete(device);
    device.opened = false;
    this.dispatchEvent(Object.assign(new Event('disconnect'), { device }));
  }
}

/** A DOMException by name, as far as anybody looks at it. */
export function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
