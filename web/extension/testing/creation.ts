/** Creation options as Graph sends them, with ids in each spelling of base64 that it has. */
export const CREATION = {
  rp: { id: 'login.microsoft.com', name: 'Microsoft' },
  user: { id: 'T0Y_Pw', name: 'lee.gu@contoso.example', displayName: 'Lee Gu' },
  challenge: 'Y2hhbGxlbmdl',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  timeout: 0,
  excludeCredentials: [
    { type: 'public-key', id: '-_8' },
    { type: 'public-key', id: '+/8=' },
    { type: 'public-key', id: '-_81' },
  ],
  authenticatorSelection: {
    authenticatorAttachment: 'cross-platform',
    userVerification: 'preferred',
  },
  attestation: 'direct',
  extensions: {
    hmacCreateSecret: true,
    enforceCredentialProtectionPolicy: true,
    credentialProtectionPolicy: 'userVerificationOptional',
  },
} as const;
