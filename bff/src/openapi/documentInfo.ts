/** Head of the OpenAPI document. */
export const DOCUMENT_INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Keywright',
    version: '0.1.0',
    description:
      'Enrols FIDO2 security keys into Microsoft Entra ID. Every call but this document needs an Entra access token for the API; `x-access` names the app roles, or `member` for any signed-in person about themselves. Refusals are problem documents (RFC 9457) with a stable `code`.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
} as const;
