import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** What Readiness looks for, who vouches for keys, and where secrets and data lie. */
export const safeguardSettings = {
  EXPECTED_OWNERS: {
    meaning:
      'Object ids of those who may own the application with the Graph permissions, separated by commas. *Readiness* names every other owner: an owner can add a credential. Left out: nobody may.',
    expects: 'at most 100 GUIDs, separated by commas',
    schema: schemas.guidList,
  },
  CANARY_ID: {
    meaning:
      'Object id of an account without a key that is in a restricted management administrative unit and nothing else. *Readiness* asks Graph once a day to delete a passkey of it that does not exist: Graph has to answer 403.',
    expects: 'a GUID',
    schema: schemas.guidText,
  },
  ATTESTATION_ROOTS_FILE: {
    meaning:
      'PEM bundle of root certificates that attestation may end in. Without it no attestation counts as trusted.',
    expects: 'the path of a PEM file with at least one certificate',
    schema: schemas.text,
  },
  ESCROW_KEY_FILE: {
    meaning:
      'File with the master key of sealed PINs: 32 random bytes as base64 or hex (`openssl rand -base64 32`).',
    expects: 'the path of a file with 32 random bytes as base64 or hex',
    required: true,
    schema: schemas.text,
  },
  DATABASE_URL: {
    meaning:
      'PostgreSQL to use; plain `DATABASE_URL` is read too. Without it an embedded PostgreSQL runs in DATA_DIR.',
    expects: 'a postgres:// or postgresql:// address',
    secret: true,
    schema: schemas.databaseUrl,
  },
  DATA_DIR: {
    meaning: 'Folder of the embedded PostgreSQL.',
    expects: 'a path',
    default: '.keywright',
    schema: schemas.text,
  },
} as const satisfies Record<string, Setting>;
