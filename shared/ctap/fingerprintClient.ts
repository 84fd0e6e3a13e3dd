import {
  createFingerprintOperations,
  type FingerprintOperations,
} from './client/fingerprintOperations.ts';
import { createKeySession } from './client/keySession.ts';
import { createTokenSource } from './client/tokenSource.ts';
import { type CtapClient, type CtapClientParts, clientOf } from './client.ts';

/** A client that also speaks to the key's sensor. */
export type FingerprintClient = CtapClient & FingerprintOperations;

/** Makes it. A file of its own: a page without fingerprints does not fetch what they need. */
export function createFingerprintClient(parts: CtapClientParts): FingerprintClient {
  const session = createKeySession(parts.channel, parts.onSloppyCbor);
  const tokens = createTokenSource(session);
  return Object.assign(
    clientOf(parts, session, tokens),
    createFingerprintOperations(session, tokens),
  );
}
