import type { KeyDescription } from '#shared/ctap/describeKey.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import type { BrowserStatement } from '../stationBrowserPort.ts';
import type { StationFacts } from '../stationFacts.ts';

const DESCRIPTION: KeyDescription = {
  aaguid: 'a25342c0-3cdc-4414-8e46-f4807fca511c',
  versions: ['FIDO_2_0', 'FIDO_2_1'],
  extensions: [],
  transports: ['usb'],
  firmwareVersion: 329_473,
  hasPin: true,
  hasBuiltInUv: false,
  alwaysUv: false,
  forcePinChange: false,
  minPinLength: 4,
  maxPinLength: undefined,
  pinProtocol: 2,
  enterpriseAttestation: undefined,
  remainingDiscoverableCredentials: 25,
  longTouchForReset: false,
  supports: {
    fido2: true,
    discoverableCredentials: true,
    es256: true,
    pin: true,
    pinUvAuthToken: true,
    selection: true,
    credentialManagement: true,
    bioEnrollment: false,
    authenticatorConfig: true,
    setMinPinLength: true,
    toggleAlwaysUv: false,
    enterpriseAttestation: false,
  },
};

/** A key that was read; a real one with the serial number 20481216 unless said otherwise. */
export function testKey(changes: Partial<StationKey> = {}): StationKey {
  return {
    id: 'plug-1',
    productName: 'YubiKey',
    vendorId: 0x1050,
    productId: 0x0407,
    software: false,
    state: 'ready',
    failure: null,
    observation: {
      identity: { serial: '20481216', aaguid: DESCRIPTION.aaguid, fingerprint: 'f'.repeat(64) },
      productName: 'YubiKey',
      firmwareVersion: 329_473,
      abilities: {
        fido2: true,
        discoverableCredentials: true,
        es256: true,
        clientPin: true,
        credentialManagement: true,
        setMinPinLength: true,
        alwaysUvConfigurable: false,
        enterpriseAttestation: false,
      },
      hasPin: true,
      pinRetries: 8,
      needsPowerCycle: false,
      forcePinChange: false,
      minPinLength: 4,
      alwaysUv: false,
      enterpriseAttestation: false,
      remainingCredentials: 25,
      holds: null,
    },
    description: DESCRIPTION,
    operatorsOwn: false,
    enrolmentId: null,
    isSettled: true,
    canWink: true,
    ...changes,
  };
}

/** What a browser of this brand and system says. */
export function testBrowser(
  brand = 'Google Chrome',
  platform = 'Windows',
  version = '156.0.0.0',
): BrowserStatement {
  return {
    isSecureContext: true,
    origin: 'https://keys.example.com',
    hints: {
      brands: [
        { brand: 'Not:A-Brand', version: '8.0.0.0' },
        { brand: 'Chromium', version },
        ...(brand === 'Chromium' ? [] : [{ brand, version }]),
      ],
      platform,
      platformVersion: '15.0.0',
      isMobile: false,
    },
  };
}

/** A fit browser with a right clock and no key. */
export function testFacts(changes: Partial<StationFacts> = {}): StationFacts {
  return {
    browser: testBrowser(),
    capabilities: { 'extension:minPinLength': true },
    companion: { refused: 'extension_missing' },
    clock: {
      aheadMs: 120,
      uncertaintyMs: 40,
      graph: { aheadMs: 0, notedAt: '2027-06-01T09:00:00.000Z' },
    },
    unavailable: null,
    keys: [],
    heldKeys: 0,
    isEnrolling: false,
    chooser: 'notAsked',
    replug: { step: 'off' },
    override: 'notAsked',
    ...changes,
  };
}
