import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';

/** What is run in the window of login.microsoft.com. Plain JSON: it is handed to an injected script. */
export type CeremonyCall =
  | {
      readonly type: 'create';
      readonly timeoutMs: number;
      readonly options: PublicKeyCredentialCreationOptionsJSON;
    }
  | {
      readonly type: 'prove';
      readonly timeoutMs: number;
      readonly rpId: string;
      readonly credentialId: string;
      readonly nonce: string;
    };

/** Chrome refuses it beside some levels of protection, and a key without them would be refused for nothing. */
const DROPPED_EXTENSION = 'enforceCredentialProtectionPolicy';

/**
 * Turns creation options as Graph sends them into what browsers take: every binary member base64url, whichever base64 it came in,
 * and an id that can be read in two ways twice. What Entra asks of a key stays; that it is a separate key, with its PIN, is made sure.
 * @returns null where a member is missing or of another kind
 * @see WebAuthn L3 §5.1.8 parseCreationOptionsFromJSON
 */
export function repairCreation(
  options: Readonly<Record<string, unknown>>,
  timeoutMs: number,
): PublicKeyCredentialCreationOptionsJSON | null {
  const { rp, user, challenge, pubKeyCredParams, attestation } = options;
  const { excludeCredentials = [], extensions = {} } = options;
  if (!isRecord(rp) || !isRecord(user) || !isRecord(extensions)) return null;
  if (!Array.isArray(pubKeyCredParams) || !Array.isArray(excludeCredentials)) return null;
  const names = readNames(rp, user);
  const [userId, asked] = [toUrlSpelling(user['id']), toUrlSpelling(challenge)];
  if (names === null || userId === null || asked === null) return null;
  const algorithms = pubKeyCredParams.flatMap((parameter: unknown) =>
    isRecord(parameter) && typeof parameter['alg'] === 'number' ? [parameter['alg']] : [],
  );
  const ids = excludeCredentials.flatMap((credential: unknown) =>
    isRecord(credential) && isText(credential['id']) ? decodeCredentialIds(credential['id']) : [],
  );
  const { [DROPPED_EXTENSION]: _, ...kept } = extensions;
  return {
    rp: names.rp,
    user: { ...names.user, id: userId },
    challenge: asked,
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: timeoutMs,
    excludeCredentials: ids.map((id) => ({ type: 'public-key', id: toBase64Url(id) })),
    authenticatorSelection: {
      authenticatorAttachment: 'cross-platform',
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    hints: ['security-key'],
    ...(isConveyance(attestation) && { attestation }),
    extensions: kept,
  };
}

function readNames(
  { id, name }: Readonly<Record<string, unknown>>,
  user: Readonly<Record<string, unknown>>,
) {
  const { name: userName, displayName } = user;
  return isText(id) && isText(name) && isText(userName) && isText(displayName)
    ? { rp: { id, name }, user: { name: userName, displayName } }
    : null;
}

/** Base64 in any spelling as base64url without padding; null where it is none. */
function toUrlSpelling(value: unknown): string | null {
  if (!isText(value)) return null;
  const spelled = value
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={0,2}$/, '');
  return /^[A-Za-z0-9_-]+$/.test(spelled) ? spelled : null;
}

function isConveyance(value: unknown): value is 'none' | 'indirect' | 'direct' | 'enterprise' {
  return value === 'none' || value === 'indirect' || value === 'direct' || value === 'enterprise';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
