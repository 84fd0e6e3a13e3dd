import { ctap20 } from './ctap20.ts';
import { keyWithoutSerial } from './keyWithoutSerial.ts';
import { type Profile, STANDARD_QUIRKS } from './profile.ts';
import { yubikey5 } from './yubikey5.ts';

/** Ships with alwaysUv on: nothing is made without a PIN. */
export const alwaysUv: Profile = {
  ...keyWithoutSerial,
  id: 'alwaysUv',
  label: 'Always-UV key',
  description: 'Asks for the PIN at every use',
  productName: 'FIDO2 Key AlwaysUV',
  info: {
    ...keyWithoutSerial.info,
    aaguid: '6b6579770000400080000000000000a2',
    options: { ...keyWithoutSerial.info.options, alwaysUv: true, makeCredUvNotRqd: false },
  },
};

/** U2F only: no CBOR capability, nothing of FIDO2. */
export const u2fOnly: Profile = {
  id: 'u2fOnly',
  label: 'U2F key',
  description: 'No FIDO2 at all: cannot hold a passkey',
  vendorId: 0x1209,
  productId: 0x5a02,
  productName: 'U2F Key',
  deviceVersion: [1, 2, 0],
  capabilities: 0x01,
  info: { versions: ['U2F_V2'], aaguid: '00000000000000000000000000000000', options: {} },
  capacity: 0,
  occupied: 0,
  attestation: 'none',
  readConfig: false,
  fingerprints: undefined,
  quirks: { ...STANDARD_QUIRKS, credentialManagementCommands: [], bioEnrollmentCommands: [] },
};

/** FIDO2 with a PIN, but every credential is server-side. */
export const noRk: Profile = {
  ...ctap20,
  id: 'noRk',
  label: 'Key without discoverable credentials',
  description: 'FIDO2 with a PIN, but nothing can be stored on it',
  productName: 'FIDO2 Key Server-side',
  info: {
    ...ctap20.info,
    aaguid: '6b6579770000400080000000000000a3',
    options: { rk: false, up: true, plat: false, clientPin: false },
  },
  capacity: 0,
};

/** Speaks EdDSA only. */
export const noEs256: Profile = {
  ...keyWithoutSerial,
  id: 'noEs256',
  label: 'Key without ES256',
  description: 'Ed25519 only, which Entra ID does not take',
  productName: 'FIDO2 Key Ed25519',
  info: {
    ...keyWithoutSerial.info,
    aaguid: '6b6579770000400080000000000000a4',
    algorithms: [-8],
  },
};

/** A YubiKey whose store is full of other accounts. */
export const full: Profile = {
  ...yubikey5,
  id: 'full',
  label: 'YubiKey 5 NFC, full',
  description: 'All 25 places are taken',
  deviceVersion: [5, 4, 3],
  info: {
    ...yubikey5.info,
    aaguid: '2fc0579f811347eab116bb5a8db9202a',
    firmwareVersion: 0x050403,
    remainingDiscoverableCredentials: 0,
  },
  capacity: 25,
  occupied: 25,
};
