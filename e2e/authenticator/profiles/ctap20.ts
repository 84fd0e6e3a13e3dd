import { type Profile, STANDARD_QUIRKS } from './profile.ts';

/** CTAP 2.0 as in 2019: PIN protocol one, getPinToken, no credential management, no key policy. */
export const ctap20: Profile = {
  id: 'ctap20',
  label: 'CTAP 2.0 key',
  description: 'Old firmware: PIN protocol one, no key policy, credentials cannot be listed',
  vendorId: 0x1209,
  productId: 0x5a20,
  productName: 'FIDO2 Key 2.0',
  deviceVersion: [2, 0, 0],
  capabilities: 0x05,
  info: {
    versions: ['U2F_V2', 'FIDO_2_0'],
    extensions: ['hmac-secret'],
    aaguid: '6b657977000040008000000000000020',
    options: { rk: true, up: true, plat: false, clientPin: false },
    maxMsgSize: 1200,
    pinUvAuthProtocols: [1],
  },
  capacity: 25,
  occupied: 0,
  attestation: 'packed',
  readConfig: false,
  fingerprints: undefined,
  quirks: {
    ...STANDARD_QUIRKS,
    credentialManagementCommands: [],
    bioEnrollmentCommands: [],
    selection: false,
    tokenSurvivesMakeCredential: true,
  },
};

/** FIDO_2_1_PRE: as 2.0, with credential management under its preview number and credProtect. */
export const ctap21pre: Profile = {
  ...ctap20,
  id: 'ctap21pre',
  label: 'CTAP 2.1-PRE key',
  description: 'Preview credential management (0x41), PIN protocol one',
  productId: 0x5a21,
  productName: 'FIDO2 Key 2.1-PRE',
  info: {
    ...ctap20.info,
    versions: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    extensions: ['credProtect', 'hmac-secret'],
    aaguid: '6b657977000040008000000000000021',
    options: { rk: true, up: true, plat: false, clientPin: false, credentialMgmtPreview: true },
    maxCredentialCountInList: 8,
    maxCredentialIdLength: 128,
  },
  quirks: {
    ...ctap20.quirks,
    credentialManagementCommands: [0x41],
    updateUserInformation: false,
  },
};
