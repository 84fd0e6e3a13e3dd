import type { RemoteDesktopOverridePort } from '../remoteDesktopOverride/remoteDesktopOverridePort.ts';

/** What a browser says of itself. */
export interface BrowserStatement {
  readonly isSecureContext: boolean;
  readonly origin: string;
  /** User agent client hints; null where there are none: not Chromium, or not a secure page. */
  readonly hints: {
    readonly brands: readonly { readonly brand: string; readonly version: string }[];
    readonly platform: string;
    readonly platformVersion: string;
    readonly isMobile: boolean;
  } | null;
}

/** The browser, as far as a station check asks it. Keys come from the Station. */
export interface StationBrowserPort {
  describe(): Promise<BrowserStatement>;
  /** What `PublicKeyCredential.getClientCapabilities()` says; null where it is not there. */
  capabilities(): Promise<Readonly<Record<string, boolean>> | null>;
  readonly override: RemoteDesktopOverridePort;
  /** This computer's clock, milliseconds since the epoch. */
  wallClock(): number;
}
