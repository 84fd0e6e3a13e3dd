import type { Profile } from './profile.ts';
import { yubikey5 } from './yubikey5.ts';

/** A generic 2.1 key of a maker without a serial command. */
export const keyWithoutSerial: Profile = {
  ...yubikey5,
  id: 'keyWithoutSerial',
  label: 'Generic 2.1 key',
  description: 'CTAP 2.1 with key policy; no serial number can be read',
  vendorId: 0x1209,
  productId: 0x5a17,
  productName: 'Generic FIDO2 Key',
  deviceVersion: [2, 1, 0],
  info: {
    ...yubikey5.info,
    versions: ['FIDO_2_0', 'FIDO_2_1'],
    aaguid: '6b6579770000400080000000000000a1',
    firmwareVersion: 0x020100,
    algorithms: [-7],
  },
  readConfig: false,
};
