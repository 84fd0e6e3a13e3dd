import type { FailureCode } from '#shared/failure/codes.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import { EXTENSION_RP_ID } from '#web/adapters/extension/protocol.ts';
import { type CeremonyCall, repairCreation } from '#web/adapters/webauthn/repairOptions.ts';

/** What is to be done, or why it is not. */
export type ReadRequest =
  | { readonly kind: 'ping' }
  | { readonly kind: 'call'; readonly call: CeremonyCall }
  | { readonly kind: 'refused'; readonly code: FailureCode };

/** Between a key that lies ready and one that has to be fetched; a challenge does not live longer. */
const TIMEOUT_MS = { least: 10_000, most: 300_000 } as const;
/** With the challenge, of about 7,000 letters, and ids to exclude. */
const MOST_LETTERS = 200_000;
const NONCE = /^[A-Za-z0-9_-]{43}$/;

/** Reads what a page asks. It comes from outside: each member is looked at, and nothing else gets any further. */
export function readRequest(message: unknown): ReadRequest {
  if (!isRecord(message)) return refused('extension_request_invalid');
  if (message['type'] === 'ping') return { kind: 'ping' };
  const timeoutMs = readTimeout(message['timeoutMs']);
  if (timeoutMs === null) return refused('extension_request_invalid');
  switch (message['type']) {
    case 'create':
      return readCreation(message['options'], timeoutMs);
    case 'prove':
      return readProof(message, timeoutMs);
    default:
      return refused('extension_request_invalid');
  }
}

function readCreation(text: unknown, timeoutMs: number): ReadRequest {
  if (typeof text !== 'string' || text.length > MOST_LETTERS) {
    return refused('extension_request_invalid');
  }
  let options: unknown;
  try {
    options = JSON.parse(text);
  } catch {
    return refused('extension_request_invalid');
  }
  if (!isRecord(options) || !isRecord(options['rp'])) return refused('extension_request_invalid');
  if (options['rp']['id'] !== EXTENSION_RP_ID) return refused('extension_rp_refused');
  const repaired = repairCreation(options, timeoutMs);
  return repaired === null
    ? refused('extension_request_invalid')
    : { kind: 'call', call: { type: 'create', timeoutMs, options: repaired } };
}

function readProof(message: Readonly<Record<string, unknown>>, timeoutMs: number): ReadRequest {
  const { rpId, credentialId, nonce } = message;
  if (rpId !== EXTENSION_RP_ID) return refused('extension_rp_refused');
  const isGood =
    typeof nonce === 'string' &&
    NONCE.test(nonce) &&
    typeof credentialId === 'string' &&
    decodeCredentialIds(credentialId).length > 0;
  return isGood
    ? { kind: 'call', call: { type: 'prove', timeoutMs, rpId, credentialId, nonce } }
    : refused('extension_request_invalid');
}

function readTimeout(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Math.min(Math.max(value, TIMEOUT_MS.least), TIMEOUT_MS.most);
}

function refused(code: FailureCode): ReadRequest {
  return { kind: 'refused', code };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
