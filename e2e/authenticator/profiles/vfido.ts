import { type Profile, STANDARD_QUIRKS } from './profile.ts';

/** After virtual-fido, as observed over CTAPHID: the least a 2.0 key can be, with its faults. */
export const vfido: Profile = {
  id: 'vfido',
  label: 'Virtual FIDO',
  description: 'A careless 2.0 key: ignores the exclude list, dies on commands it does not know',
  vendorId: 0x0000,
  productId: 0x0001,
  productName: 'Virtual FIDO',
  deviceVersion: [1, 0, 0],
  capabilities: 0x04,
  info: {
    versions: ['FIDO_2_0', 'U2F_V2'],
    aaguid: '756c5af5eca601a32fc6d30ce2f201c5',
    options: { rk: true, up: true, plat: false, clientPin: false },
    pinUvAuthProtocols: [1],
  },
  capacity: 100,
  occupied: 0,
  attestation: 'packed',
  readConfig: false,
  fingerprints: undefined,
  quirks: {
    ...STANDARD_QUIRKS,
    unknownCommand: 'crash',
    tokenSurvivesMakeCredential: true,
    ignoresExcludeList: true,
    dropsLeadingZerosOfSharedSecret: true,
    userInAssertion: 'none',
    credentialManagementCommands: [],
    bioEnrollmentCommands: [],
    selection: false,
    reset: false,
  },
};
