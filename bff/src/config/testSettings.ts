import { generateKeyPairSync } from 'node:crypto';
import type { ConfigFiles, Environment } from './settingReader.ts';

/** Random bytes, drawn once. */
export const ESCROW_KEY = 'q2Zf3X0m8bRkU1sVtJ5aYw7cLh9pNoDgTzEi6uKxQeM=';

/** Made for this run. */
const AUDIT_KEY = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

/** A whole environment with a federated credential, for tests to change. */
export function testEnvironment(changes: Environment = {}): Environment {
  return {
    KEYWRIGHT_TENANT_ID: '5b0c7e0a-41f6-4c3e-9a55-2f6d1c8e7a10',
    KEYWRIGHT_API_CLIENT_ID: '9a3e5c71-2b64-4d18-a0c7-d51b7f3e8c32',
    KEYWRIGHT_PAGE_CLIENT_ID: '0d6f2a34-8f0b-4b7c-8f4e-6a1f4c1b9d21',
    KEYWRIGHT_GRAPH_CLIENT_ID: '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43',
    KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: 'assertion.jwt',
    KEYWRIGHT_ESCROW_KEY_FILE: 'escrow.key',
    KEYWRIGHT_AUDIT_FILE: 'audit.jsonl',
    KEYWRIGHT_AUDIT_KEY_FILE: 'audit.key',
    ...changes,
  };
}

/** The files that {@link testEnvironment} names, with changes; a name that is not there cannot be read. */
export function testFiles(changes: Readonly<Record<string, string>> = {}): ConfigFiles {
  const files: Readonly<Record<string, string>> = {
    'escrow.key': `${ESCROW_KEY}\n`,
    'assertion.jwt': 'assertion',
    'audit.key': AUDIT_KEY,
    ...changes,
  };
  return {
    checkAppend: (path) => {
      if (path.startsWith('/sealed/')) throw new RangeError('no place to write');
    },
    readText: (path) => {
      const text = files[path];
      if (text === undefined) throw new RangeError('no such file');
      return text;
    },
  };
}
