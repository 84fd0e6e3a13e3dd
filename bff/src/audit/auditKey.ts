import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '#bff/store/writeWhole.ts';
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

/** The key in a folder, made there the first time; its public half lies beside it. */
export async function keepAuditKey(folder: string): Promise<KeyObject> {
  const path = join(folder, PRIVATE_KEY_FILE);
  const kept = await readFile(path, 'utf8').catch(() => '');
  const key = kept === '' ? generateKeyPairSync('ed25519').privateKey : readAuditKey(kept);
  if (kept === '') {
    await mkdir(folder, { recursive: true });
    await writeWhole(path, pemOf(key), { mode: 0o600 });
  }
  const publicPath = join(folder, PUBLIC_KEY_FILE);
  const publicPem = pemOf(createPublicKey(key));
  const keptPublic = await readFile(publicPath, 'utf8').catch(() => '');
  if (keptPublic !== publicPem) await writeWhole(publicPath, publicPem, { mode: 0o644 });
  return key;
}

function pemOf(key: KeyObject): string {
  const type = key.type === 'private' ? 'pkcs8' : 'spki';
  return key.export({ type, format: 'pem' }).toString();
}
