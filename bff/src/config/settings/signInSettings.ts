import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** The tenant, its registrations, and how the backend signs in to Graph. */
export const signInSettings = {
  TENANT_ID: {
    meaning: 'Entra tenant (directory) id.',
    expects: 'a GUID',
    required: true,
    schema: schemas.guidText,
  },
  API_CLIENT_ID: {
    meaning:
      'Application id of the registration that exposes the API; the audience of every accepted token.',
    expects: 'a GUID',
    required: true,
    schema: schemas.guidText,
  },
  PAGE_CLIENT_ID: {
    meaning:
      'Application id of the registration the page signs in with; the only client whose tokens are accepted.',
    expects: 'a GUID',
    required: true,
    schema: schemas.guidText,
  },
  API_SCOPE: {
    meaning: 'Name of the scope the API exposes and the page asks for.',
    expects: 'the name of a scope',
    default: 'access_as_user',
    schema: schemas.scopeName,
  },
  GRAPH_CLIENT_ID: {
    meaning:
      'Application id that holds the Graph permissions. Not needed with a managed identity; with `system` *Readiness* can look at the identity only where this names it.',
    expects: 'a GUID',
    schema: schemas.guidText,
  },
  GRAPH_MANAGED_IDENTITY: {
    meaning:
      'Credential, best where it exists: a managed identity, `system` or the client id of a user-assigned one.',
    expects: '`system` or a GUID',
    schema: schemas.managedIdentity,
  },
  GRAPH_FEDERATED_TOKEN_FILE: {
    meaning:
      'Credential: file with the assertion of a trusted issuer (workload identity); read again for each token.',
    expects: 'the path of a file that can be read',
    schema: schemas.text,
  },
  GRAPH_CERTIFICATE_FILE: {
    meaning:
      'Credential: PEM certificate registered with the application. Needs GRAPH_PRIVATE_KEY_FILE.',
    expects: 'the path of a PEM certificate that is valid now',
    schema: schemas.text,
  },
  GRAPH_PRIVATE_KEY_FILE: {
    meaning: 'PEM private key of the certificate, RSA of 2048 bits or more, not encrypted.',
    expects: 'the path of the PEM private key of the certificate, RSA, 2048 bits or more',
    schema: schemas.text,
  },
  GRAPH_CLIENT_SECRET: {
    meaning:
      'Credential of last resort: a client secret. Refused unless ALLOW_CLIENT_SECRET is `yes`.',
    expects: 'left out, or allowed with KEYWRIGHT_ALLOW_CLIENT_SECRET=yes',
    secret: true,
    schema: schemas.text,
  },
  ALLOW_CLIENT_SECRET: {
    meaning:
      '`yes` accepts GRAPH_CLIENT_SECRET. Anyone who reads that text can register passkeys for everyone.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
} as const satisfies Record<string, Setting>;
