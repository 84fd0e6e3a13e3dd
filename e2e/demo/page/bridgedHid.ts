import type { RackKeyView } from './protocol.ts';
import type { RackSocket } from './rackSocket.ts';

/** The members of HIDDevice that anybody may use; software keys and the browser's own devices both have them. */
interface AnyHidDevice extends EventTarget {
  readonly vendorId: number;
}

/** The members of `navigator.hid`. */
interface AnyHid extends EventTarget {
  getDevices(): Promise<AnyHidDevice[]>;
  requestDevice(options: unknown): Promise<AnyHidDevice[]>;
}

/** A software key as WebHID shows a real one: an EventTarget, with empty report lists, as Chrome has them for FIDO. */
class BridgedHidDevice extends EventTarget {
  readonly keywrightDemo = true;
  readonly collections = [
    {
      usagePage: 0xf1d0,
      usage: 1,
      inputReports: [],
      outputReports: [],
      featureReports: [],
      children: [],
    },
  ];
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  oninputreport: ((event: Event) => void) | null = null;
  opened = false;
  gone = false;
  readonly id: string;
  readonly #socket: RackSocket;

  constructor(key: RackKeyView, socket: RackSocket) {
    super();
    this.id = key.id;
    this.vendorId = key.vendorId;
    this.productId = key.productId;
    this.productName = key.productName;
    this.#socket = socket;
  }

  async open(): Promise<void> {
    if (this.gone) throw new DOMException('Failed to open the device.', 'NotAllowedError');
    if (this.opened) throw new DOMException('The device is already open.', 'InvalidStateError');
    this.opened = true;
    this.#socket.say({ type: 'open', id: this.id });
    await Promise.resolve();
  }

  async close(): Promise<void> {
    if (this.opened) this.#socket.say({ type: 'close', id: this.id });
    this.opened = false;
    await Promise.resolve();
  }

  async forget(): Promise<void> {
    await this.close();
  }

  async sendReport(reportId: number, data: BufferSource): Promise<void> {
    if (!this.opened) {
      throw new DOMException('The device must be opened first.', 'InvalidStateError');
    }
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    if (reportId !== 0 || bytes.length !== 64) {
      throw new DOMException('Failed to write the report.', 'NotAllowedError');
    }
    this.#socket.say({ type: 'send', id: this.id, hex: toHex(bytes) });
    await Promise.resolve();
  }

  /** A report from the key. The view starts at a non-zero offset, as the browser's does. */
  receive(hex: string): void {
    if (!this.opened) return;
    const buffer = new Uint8Array(8 + hex.length / 2);
    buffer.set(fromHex(hex), 8);
    const inputReport = Object.assign(new Event('inputreport'), {
      device: this,
      reportId: 0,
      data: new DataView(buffer.buffer, 8),
    });
    this.dispatchEvent(inputReport);
    this.oninputreport?.(inputReport);
  }
}

/**
 * Stands where `navigator.hid` stands: the software keys of the rack beside whatever real keys the browser lets the
 * page reach. A key that was pulled and plugged in again is a new device, as in Chrome.
 */
export class BridgedHid extends EventTarget {
  onconnect: ((event: Event) => void) | null = null;
  ondisconnect: ((event: Event) => void) | null = null;
  readonly #real: AnyHid | undefined;
  readonly #socket: RackSocket;
  readonly #devices = new Map<string, BridgedHidDevice>();

  constructor(socket: RackSocket, real: AnyHid | undefined) {
    super();
    this.#socket = socket;
    this.#real = real;
    socket.onRack(({ keys }) => this.#follow(keys));
    socket.onReport(({ id, hex }) => this.#devices.get(id)?.receive(hex));
    for (const type of ['connect', 'disconnect'] as const) {
      real?.addEventListener(type, (happened) => {
        this.#tell(type, (happened as Event & { device: AnyHidDevice }).device);
      });
    }
  }

  async getDevices(): Promise<AnyHidDevice[]> {
    await this.#socket.ready;
    return [...this.#devices.values(), ...((await this.#real?.getDevices()) ?? [])];
  }

  async requestDevice(options: unknown): Promise<AnyHidDevice[]> {
    if (this.#real !== undefined) return this.#real.requestDevice(options);
    await this.#socket.ready;
    return [...this.#devices.values()];
  }

  #follow(keys: readonly RackKeyView[]): void {
    const plugged = new Map(keys.filter((key) => key.plugged).map((key) => [key.id, key]));
    for (const [id, device] of this.#devices) {
      if (plugged.has(id)) continue;
      this.#devices.delete(id);
      device.gone = true;
      device.opened = false;
      this.#tell('disconnect', device);
    }
    for (const [id, key] of plugged) {
      if (this.#devices.has(id)) continue;
      const device = new BridgedHidDevice(key, this.#socket);
      this.#devices.set(id, device);
      this.#tell('connect', device);
    }
  }

  #tell(type: 'connect' | 'disconnect', device: AnyHidDevice): void {
    const happened = Object.assign(new Event(type), { device });
    this.dispatchEvent(happened);
    (type === 'connect' ? this.onconnect : this.ondisconnect)?.(happened);
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
