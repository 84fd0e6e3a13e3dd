import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import type { HidDeviceLike, HidLike } from '#web/adapters/webhid/hidTypes.ts';

const REPORT_BYTES = 64;
const VIEW_OFFSET = 5;

class InputReport extends Event {
  readonly reportId = 0;
  readonly data: DataView;

  constructor(report: Uint8Array) {
    super('inputreport');
    const padded = new Uint8Array(report.length + VIEW_OFFSET);
    padded.set(report, VIEW_OFFSET);
    this.data = new DataView(padded.buffer, VIEW_OFFSET, report.length);
  }
}

class Connection extends Event {
  readonly device: HidDeviceLike;

  constructor(type: 'connect' | 'disconnect', device: HidDeviceLike) {
    super(type);
    this.device = device;
  }
}

function domException(name: string): DOMException {
  return new DOMException(`The software key says ${name}`, name);
}

/** One plug of a software key, shaped as Chrome shapes it: no reports in the collection, data in the middle of a buffer. */
class SoftwareHidDevice extends EventTarget implements HidDeviceLike {
  opened = false;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  readonly collections = [{ usagePage: 0xf1d0, usage: 1 }];
  readonly #key: SoftwareKey;
  #stop = () => {};

  constructor(key: SoftwareKey) {
    super();
    this.#key = key;
    this.vendorId = key.profile.vendorId;
    this.productId = key.profile.productId;
    this.productName = key.profile.productName;
  }

  async open(): Promise<void> {
    if (this.opened) throw domException('InvalidStateError');
    if (!this.#key.isPowered()) throw domException('NotFoundError');
    this.opened = true;
    const stop = this.#key.onReport((report) => this.dispatchEvent(new InputReport(report)));
    this.#stop = () => void stop();
  }

  async close(): Promise<void> {
    this.#stop();
    this.opened = false;
  }

  async sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.opened) throw domException('InvalidStateError');
    if (!this.#key.isPowered()) throw domException('NetworkError');
    if (reportId !== 0 || data.length !== REPORT_BYTES) throw new TypeError('not a FIDO report');
    await Promise.resolve();
    this.#key.receive(data.slice());
  }
}

/** `navigator.hid` with one software key; a new HIDDevice comes with each plug. */
export class SoftwareHid extends EventTarget implements HidLike {
  #device: SoftwareHidDevice | undefined;

  constructor(key: SoftwareKey) {
    super();
    if (key.isPowered()) this.#device = new SoftwareHidDevice(key);
    key.onChange(() => {
      if (key.isPowered() === (this.#device !== undefined)) return;
      const gone = this.#device;
      this.#device = gone === undefined ? new SoftwareHidDevice(key) : undefined;
      if (gone !== undefined) this.dispatchEvent(new Connection('disconnect', gone));
      if (this.#device !== undefined) this.dispatchEvent(new Connection('connect', this.#device));
    });
  }

  async getDevices(): Promise<readonly HidDeviceLike[]> {
    return this.#device === undefined ? [] : [this.#device];
  }

  requestDevice(): Promise<readonly HidDeviceLike[]> {
    return this.getDevices();
  }
}
