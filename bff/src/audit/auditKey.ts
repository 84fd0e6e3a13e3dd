import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/failure/appError.ts';

/** Names of the files that are made where no key is set. */
const PRIVATE_KEY_FILE = 'audit.key';
export const PUBLIC_KEY_FILE = 'audit.pub';

/** Reads an Ed25519 private key. @throws AppError `setting_invalid`; nothing of the text is in it. */
export function readAuditKey(pem: string): KeyObject {
  const key = parsed(() => createPrivateKey(pem));
  if (key === null) throw new AppError('setting_invalid', 'not an Ed25519 private key in PEM');
  return key;
}

/** Reads an Ed25519 public key, or the public half of a private one. @throws AppError `setting_invalid`. */
export function readAuditPublicKey(pem: string): KeyObject {
  const key = parsed(() => createPublicKey(pem));
  if (key === null) throw new AppError('setting_invalid', 'not an Ed25519 public key in PEM');
  return key;
}

function parsed(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** The key in a folder, made there the first time together with its public half. */
export async function keepAuditKey(folder: string): Promise<KeyObject> {
  const path = join(folder, PRIVATE_KEY_FILE);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return readAuditKey(kept);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await mkdir(folder, { recursive: true });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(path, pem, { mode: 0o600, flag: 'wx' });
  await writeFile(join(folder, PUBLIC_KEY_FILE), publicKey.export({ type: 'spki', format: 'pem' }));
  return privateKey;
}
