/** CTAP2 command bytes. The last two are the numbers of CTAP 2.1's previews. Source: CTAP 2.3 §6. */
export const CTAP_COMMAND = {
  makeCredential: 0x01,
  getAssertion: 0x02,
  getInfo: 0x04,
  clientPin: 0x06,
  reset: 0x07,
  getNextAssertion: 0x08,
  bioEnrollment: 0x09,
  credentialManagement: 0x0a,
  selection: 0x0b,
  largeBlobs: 0x0c,
  authenticatorConfig: 0x0d,
  bioEnrollmentPreview: 0x40,
  credentialManagementPreview: 0x41,
} as const;

/** SubCommands of authenticatorClientPIN. Source: CTAP 2.3 §6.5.5. */
export const CLIENT_PIN_SUBCOMMAND = {
  getPINRetries: 0x01,
  getKeyAgreement: 0x02,
  setPIN: 0x03,
  changePIN: 0x04,
  getPinToken: 0x05,
  getPinUvAuthTokenUsingUvWithPermissions: 0x06,
  getUVRetries: 0x07,
  getPinUvAuthTokenUsingPinWithPermissions: 0x09,
} as const;

/** SubCommands of authenticatorConfig. Source: CTAP 2.3 §6.11. */
export const CONFIG_SUBCOMMAND = {
  enableEnterpriseAttestation: 0x01,
  toggleAlwaysUv: 0x02,
  setMinPINLength: 0x03,
  enableLongTouchForReset: 0x04,
  vendorPrototype: 0xff,
} as const;

/** SubCommands of authenticatorCredentialManagement. Source: CTAP 2.3 §6.8. */
export const CREDENTIAL_MANAGEMENT_SUBCOMMAND = {
  getCredsMetadata: 0x01,
  enumerateRPsBegin: 0x02,
  enumerateRPsGetNextRP: 0x03,
  enumerateCredentialsBegin: 0x04,
  enumerateCredentialsGetNextCredential: 0x05,
  deleteCredential: 0x06,
  updateUserInformation: 0x07,
} as const;

/** SubCommands of authenticatorBioEnrollment. Source: CTAP 2.3 §6.7. */
export const BIO_ENROLLMENT_SUBCOMMAND = {
  enrollBegin: 0x01,
  enrollCaptureNextSample: 0x02,
  cancelCurrentEnrollment: 0x03,
  enumerateEnrollments: 0x04,
  setFriendlyName: 0x05,
  removeEnrollment: 0x06,
  getFingerprintSensorInfo: 0x07,
} as const;
