import { createRemoteDesktopOverride } from '#web/adapters/webauthn/remoteDesktopOverride.ts';
import type {
  BrowserStatement,
  StationBrowserPort,
} from '#web/usecases/stationCheck/stationBrowserPort.ts';

/** User agent client hints, which TypeScript's DOM library does not know. */
interface UserAgentDataLike {
  readonly mobile: boolean;
  getHighEntropyValues(hints: readonly string[]): Promise<{
    readonly platform?: string;
    readonly platformVersion?: string;
    readonly fullVersionList?: readonly { readonly brand: string; readonly version: string }[];
  }>;
}

/** What of a window is used; tests bring objects of this shape. */
export interface StationBrowserHost {
  readonly isSecureContext: boolean;
  readonly location: { readonly origin: string };
  readonly document: { hasFocus(): boolean };
  readonly navigator: {
    readonly userAgentData?: UserAgentDataLike;
    readonly credentials?: Pick<CredentialsContainer, 'create'>;
  };
  readonly PublicKeyCredential?: {
    readonly getClientCapabilities?: () => Promise<Record<string, boolean>>;
  };
  readonly crypto: Pick<Crypto, 'getRandomValues'>;
}

/** The browser as a station check asks it. */
export function createStationBrowser(host: StationBrowserHost): StationBrowserPort {
  const { navigator, PublicKeyCredential: credential } = host;
  return {
    async describe() {
      return {
        isSecureContext: host.isSecureContext,
        origin: host.location.origin,
        hints: await readHints(navigator.userAgentData),
      };
    },
    capabilities: async () => (await credential?.getClientCapabilities?.()) ?? null,
    override: createRemoteDesktopOverride({
      credentials: credential === undefined ? undefined : navigator.credentials,
      hasFocus: () => host.document.hasFocus(),
      randomBytes: (length) => host.crypto.getRandomValues(new Uint8Array(length)),
      now: () => performance.now(),
    }),
    wallClock: () => Date.now(),
  };
}

async function readHints(data: UserAgentDataLike | undefined): Promise<BrowserStatement['hints']> {
  if (data === undefined) return null;
  const values = await data.getHighEntropyValues([
    'platform',
    'platformVersion',
    'fullVersionList',
  ]);
  return {
    brands: values.fullVersionList ?? [],
    platform: values.platform ?? '',
    platformVersion: values.platformVersion ?? '',
    isMobile: data.mobile,
  };
}
