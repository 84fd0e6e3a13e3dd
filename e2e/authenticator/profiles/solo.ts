import { type Profile, STANDARD_QUIRKS } from './profile.ts';

/** After Solo 1, as observed over CTAPHID: 2.1-PRE with a token that knows no permissions. */
export const solo: Profile = {
  id: 'solo',
  label: 'Solo 1',
  description: 'Open firmware, 2.1-PRE: PIN protocol one, credential management with a plain token',
  vendorId: 0x0483,
  productId: 0xa2ca,
  productName: 'Solo',
  deviceVersion: [0, 0, 0],
  capabilities: 0x05,
  info: {
    versions: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    extensions: ['credProtect', 'hmac-secret'],
    aaguid: '0076631bd4a0427f57730ec71c9e0279',
    options: { rk: true, up: true, plat: false, credMgmt: true, clientPin: false },
    maxMsgSize: 1200,
    pinUvAuthProtocols: [1],
    maxCredentialCountInList: 20,
    maxCredentialIdLength: 128,
  },
  capacity: 50,
  occupied: 0,
  attestation: 'packed',
  readConfig: false,
  fingerprints: undefined,
  quirks: {
    ...STANDARD_QUIRKS,
    tokenSurvivesMakeCredential: true,
    userInAssertion: 'id',
    claimsPresenceAlways: true,
    rpNameIsUserName: true,
    updateUserInformation: false,
    credentialManagementCommands: [0x0a, 0x41],
    bioEnrollmentCommands: [],
    selection: false,
  },
};
