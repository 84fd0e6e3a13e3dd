import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** The second places of the audit. */
export const auditSettings = {
  AUDIT_FILE: {
    meaning:
      'Second place of the audit: a file that gets every record and signed checkpoints, one JSON object a line.',
    expects: 'the path of a file that can be written',
    schema: schemas.text,
  },
  AUDIT_URL: {
    meaning:
      'Second place of the audit: an endpoint that takes the same lines by POST (`application/x-ndjson`). May be set beside AUDIT_FILE.',
    expects: 'an https:// address, or http:// on this machine, without credentials in it',
    schema: schemas.auditUrl,
  },
  AUDIT_TOKEN_FILE: {
    meaning: 'File with the bearer token for AUDIT_URL.',
    expects: 'the path of a file with one word',
    schema: schemas.text,
  },
  AUDIT_KEY_FILE: {
    meaning:
      'PEM private key, Ed25519, that signs checkpoints (`openssl genpkey -algorithm ed25519`). Required with a second place, unless the database is embedded: then one is made in DATA_DIR.',
    expects: 'the path of a PEM private key, Ed25519, not encrypted',
    schema: schemas.text,
  },
  AUDIT_REQUIRED: {
    meaning:
      '`yes` begins nothing new while a second place is behind by more than AUDIT_TOLERANCE_MINUTES, and does not start where one cannot be asked.',
    expects: '`yes` with KEYWRIGHT_AUDIT_FILE or KEYWRIGHT_AUDIT_URL, or left out',
    schema: schemas.yes,
  },
  AUDIT_TOLERANCE_MINUTES: {
    meaning: 'How far a second place may be behind where AUDIT_REQUIRED is `yes`.',
    expects: 'a whole number from 1 to 1440',
    default: '5',
    schema: schemas.wholeNumber(1, 1_440),
  },
  ACCEPT_RESTORE: {
    meaning:
      'After a restore: the hash of the newest audit record that is lost, as the refused start names it; two second places may each have one. Accepts the loss and writes that down; take it away afterwards.',
    expects: '64 hex digits, or several such separated by commas',
    schema: schemas.hashes,
  },
} as const satisfies Record<string, Setting>;
