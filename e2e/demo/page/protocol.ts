/**
 * What the page's stand-in for `navigator.hid` and the key rack say to each other over one WebSocket. Reports are
 * hexadecimal; everything is JSON so that a trace of the socket can be read.
 */
export interface RackKeyView {
  readonly id: string;
  readonly label: string;
  readonly profileId: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  readonly plugged: boolean;
  readonly waitingForTouch: boolean;
  readonly winking: boolean;
}

export interface RackModelView {
  readonly id: string;
  readonly label: string;
  readonly description: string;
}

export type ToPage =
  | {
      readonly type: 'rack';
      readonly keys: readonly RackKeyView[];
      readonly models: readonly RackModelView[];
    }
  | { readonly type: 'report'; readonly id: string; readonly hex: string };

export type ToRack =
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'close'; readonly id: string }
  | { readonly type: 'send'; readonly id: string; readonly hex: string }
  | { readonly type: 'plug' | 'unplug' | 'touch' | 'remove'; readonly id: string }
  | { readonly type: 'add'; readonly profileId: string };

/** Path of the socket on the page's own origin. */
export const RACK_PATH = '/demo/rack';
