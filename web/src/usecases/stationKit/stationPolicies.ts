import { exactFilter } from './stationOrigin.ts';

/** The FIDO interface of a key: usage page 0xF1D0, usage 1. Source: CTAP 2.3 §11.2.8.2. */
const FIDO_USAGE = { usage_page: 0xf1d0, usage: 1 } as const;
const RP_ID = 'login.microsoft.com';
/** Where people of any tenant of the global cloud sign in, with a passkey as well. */
const SIGN_IN = ['https://login.microsoftonline.com', `https://${RP_ID}`];

/** A value as policies have it. */
export type PolicyValue = boolean | readonly string[] | readonly object[];

/**
 * The policies of a station, by name. They grant the page every security key without a click, let Microsoft's attestation
 * pass without a question, and keep the browser from opening anything but this page and the sign-in. They hold for every
 * profile of that browser on that computer.
 * @param origin and `alsoOpens` as `readStationOrigin` gives them
 */
export function stationPolicies(
  origin: string,
  alsoOpens: readonly string[],
): Readonly<Record<string, PolicyValue>> {
  const opens = [...new Set([origin, ...SIGN_IN, ...alsoOpens])];
  return {
    WebHidAllowDevicesWithHidUsagesForUrls: [{ usages: [FIDO_USAGE], urls: [origin] }],
    SecurityKeyPermitAttestation: [RP_ID],
    URLBlocklist: ['*'],
    URLAllowlist: opens.map(exactFilter),
    ExtensionInstallBlocklist: ['*'],
    CommandLineFlagSecurityWarningsEnabled: false,
    // Left open in the background, the browser would hand the next start to itself, without its switches.
    BackgroundModeEnabled: false,
  };
}
