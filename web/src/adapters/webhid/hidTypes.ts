/** The parts of WebHID that are used, structurally: TypeScript's DOM library does not know WebHID, and the demo and the tests bring objects of this shape. */

/** A HIDInputReportEvent. */
export interface HidInputReportEventLike extends Event {
  readonly reportId: number;
  /** Often a view into a larger buffer. */
  readonly data: DataView;
}

/** A HIDDevice. `collections` lists no reports of FIDO interfaces, so nothing about sizes is read from it. */
export interface HidDeviceLike extends EventTarget {
  readonly opened: boolean;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  readonly collections: readonly { readonly usagePage?: number; readonly usage?: number }[];
  /** True only on the software keys of the demo. */
  readonly keywrightDemo?: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** A HIDConnectionEvent. */
export interface HidConnectionEventLike extends Event {
  readonly device: HidDeviceLike;
}

/** `navigator.hid`. */
export interface HidLike extends EventTarget {
  getDevices(): Promise<readonly HidDeviceLike[]>;
  requestDevice(options: {
    readonly filters: readonly { readonly usagePage: number }[];
  }): Promise<readonly HidDeviceLike[]>;
}

/** The usage page of FIDO devices. Source: CTAP 2.3 §11.2.8.2. */
export const FIDO_USAGE_PAGE = 0xf1d0;

/** Tells an input report from other events. */
export function isInputReport(event: Event): event is HidInputReportEventLike {
  return 'data' in event && event.data instanceof DataView && 'reportId' in event;
}

/** Tells `connect` and `disconnect` from other events. */
export function isConnectionEvent(event: Event): event is HidConnectionEventLike {
  return 'device' in event && event.device instanceof EventTarget;
}
