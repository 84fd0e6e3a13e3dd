import { type Profile, STANDARD_QUIRKS } from './profile.ts';
import { yubikey5 } from './yubikey5.ts';

/** A key with a fingerprint sensor: user verification on the key, and enrolment of fingers. */
export const yubikeyBio: Profile = {
  ...yubikey5,
  id: 'yubikeyBio',
  label: 'YubiKey Bio (5.7)',
  description: 'Fingerprint sensor beside the PIN',
  productId: 0x0402,
  productName: 'YubiKey FIDO',
  deviceVersion: [5, 7, 2],
  info: {
    ...yubikey5.info,
    aaguid: 'd8522d9f575b486688a9ba99fa02f35b',
    options: {
      rk: true,
      up: true,
      uv: false,
      plat: false,
      alwaysUv: true,
      credMgmt: true,
      authnrCfg: true,
      bioEnroll: false,
      clientPin: false,
      largeBlobs: true,
      pinUvAuthToken: true,
      setMinPINLength: true,
      makeCredUvNotRqd: false,
      credentialMgmtPreview: true,
      userVerificationMgmtPreview: false,
    },
    maxMsgSize: 1200,
    transports: ['usb'],
    algorithms: [-7, -8],
    firmwareVersion: 0x050702,
    preferredPlatformUvAttempts: 3,
    uvModality: 2,
  },
  fingerprints: { capacity: 5, samples: 5 },
  quirks: {
    ...STANDARD_QUIRKS,
    credentialManagementCommands: [0x0a, 0x41],
    bioEnrollmentCommands: [0x09, 0x40],
  },
};
