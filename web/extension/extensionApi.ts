import type { ExtensionAnswer } from '#web/adapters/extension/protocol.ts';

/** An event of the browser's extension interface. */
export interface ApiEvent<Arguments extends readonly unknown[]> {
  addListener(listener: (...args: Arguments) => void): void;
  removeListener(listener: (...args: Arguments) => void): void;
}

/** A page that asks. */
export interface PagePort {
  readonly sender?: { readonly origin?: string; readonly frameId?: number } | undefined;
  readonly onMessage: ApiEvent<[unknown]>;
  readonly onDisconnect: ApiEvent<[]>;
  postMessage(answer: ExtensionAnswer): void;
}

/** A function that is run in a tab, or a file of the extension. */
export type Injection = { readonly target: { readonly tabId: number } } & (
  | { readonly files: readonly string[] }
  | { readonly func: (...args: never[]) => unknown; readonly args: readonly unknown[] }
);

/** The parts of `chrome` that are used: nothing beyond what the manifest asks for. */
export interface ExtensionApi {
  readonly runtime: {
    readonly onConnectExternal: ApiEvent<[PagePort]>;
    readonly onUpdateAvailable: ApiEvent<[]>;
    getManifest(): { readonly version: string };
    getURL(path: string): string;
    getPlatformInfo(): Promise<unknown>;
    reload(): void;
  };
  readonly storage: { readonly managed: { get(name: string): Promise<Record<string, unknown>> } };
  readonly permissions: {
    contains(asked: { readonly origins: readonly string[] }): Promise<boolean>;
  };
  readonly windows: {
    readonly onRemoved: ApiEvent<[number]>;
    create(how: {
      readonly url: string;
      readonly type: 'popup';
      readonly focused: boolean;
      readonly width: number;
      readonly height: number;
    }): Promise<{
      readonly id?: number;
      readonly tabs?: readonly { readonly id?: number }[];
    }>;
    remove(windowId: number): Promise<void>;
  };
  readonly tabs: {
    readonly onUpdated: ApiEvent<[number]>;
    get(tabId: number): Promise<{ readonly status?: string; readonly url?: string }>;
  };
  readonly scripting: {
    executeScript(injection: Injection): Promise<readonly { readonly result?: unknown }[]>;
  };
}
