import { createPrivateKey } from 'node:crypto';
import { Secret } from '#bff/log/secret.ts';
import type { DatabaseConfig } from '../config.ts';
import type { SettingReader } from './settingReader.ts';

/** Where the audit log goes besides the database, and what depends on it. */
export interface AuditConfig {
  readonly file: string | null;
  readonly url: string | null;
  /** Bearer token for `url`. */
  readonly token: Secret<string> | null;
  /** PEM of the Ed25519 private key that signs checkpoints; null without a second place, or made in `keyFolder`. */
  readonly key: Secret<string> | null;
  readonly keyFolder: string | null;
  /** Nothing new is begun while a second place is further behind than `toleranceMs`. */
  readonly isRequired: boolean;
  readonly toleranceMs: number;
  /** Hashes of the newest records that an administrator accepts as lost. */
  readonly acceptRestore: readonly string[];
}

const MINUTE_MS = 60_000;

function readKey(settings: SettingReader): Secret<string> | null {
  const pem = settings.getFile('AUDIT_KEY_FILE');
  if (pem === undefined) return null;
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'ed25519') return new Secret(pem);
  } catch {
    // Said below, without what is in it.
  }
  settings.refuse('AUDIT_KEY_FILE');
  return null;
}

function readToken(settings: SettingReader): Secret<string> | null {
  const text = settings.getFile('AUDIT_TOKEN_FILE')?.trim();
  if (text === undefined) return null;
  if (/^[\x21-\x7e]+$/.test(text)) return new Secret(text);
  settings.refuse('AUDIT_TOKEN_FILE');
  return null;
}

/** Reads the settings of the audit log. What is wrong is noted in `settings`. */
export function readAudit(
  settings: SettingReader,
  database: DatabaseConfig | undefined,
): AuditConfig {
  const file = settings.getAppendable('AUDIT_FILE') ?? null;
  const url = settings.get('AUDIT_URL') ?? null;
  const key = readKey(settings);
  const isRequired = settings.get('AUDIT_REQUIRED') === true;
  const hasSink = file !== null || url !== null;
  const keyFolder = database?.kind === 'embedded' ? database.dataDir : null;
  if (!hasSink) {
    if (isRequired) settings.refuse('AUDIT_REQUIRED');
    else if (settings.get('EMULATED_TENANT') !== true) {
      settings.warn(
        'AUDIT_FILE',
        'is not set, nor AUDIT_URL: nothing shows that the audit was cut',
      );
    }
  } else if (!settings.has('AUDIT_KEY_FILE')) {
    // Without a data directory of our own a key would be another one after each start.
    if (keyFolder === null) settings.refuse('AUDIT_KEY_FILE', 'is missing');
    else settings.warn('AUDIT_KEY_FILE', 'is not set: a key is kept in DATA_DIR, beside the data');
  }
  return {
    file,
    url,
    token: readToken(settings),
    key,
    keyFolder,
    isRequired,
    toleranceMs: (settings.get('AUDIT_TOLERANCE_MINUTES') ?? 0) * MINUTE_MS,
    acceptRestore: settings.get('ACCEPT_RESTORE') ?? [],
  };
}
