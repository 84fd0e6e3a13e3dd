import { utf8Decode, utf8Encode } from '#shared/bytes/utf8.ts';
import { CeremonyError } from './ceremonyError.ts';

/** Which ceremony client data belongs to. */
export type ClientDataType = 'webauthn.create' | 'webauthn.get';

/** What {@link buildClientDataJson} writes. */
export interface ClientDataInput {
  readonly type: ClientDataType;
  /** The challenge as base64url text, letter for letter as the relying party sent it. */
  readonly challenge: string;
  /** As `https://login.microsoft.com`, without a trailing slash. */
  readonly origin: string;
}

/** What {@link parseClientData} reads. Unknown members are left out. */
export interface ClientData {
  readonly type: string;
  readonly challenge: string;
  readonly origin: string;
  /** Absent counts as false. */
  readonly crossOrigin: boolean;
  readonly topOrigin?: string;
}

/**
 * Writes client data byte for byte as browsers do, so that verifiers which match prefixes instead of parsing JSON accept
 * it: fixed order of members, no white space, `crossOrigin` false.
 * @returns UTF-8 bytes; `clientDataHash` is their SHA-256.
 * @see WebAuthn L3 §5.8.1.1
 */
export function buildClientDataJson(input: ClientDataInput): Uint8Array {
  const members = [
    `"type":${toCcdString(input.type)}`,
    `"challenge":${toCcdString(input.challenge)}`,
    `"origin":${toCcdString(input.origin)}`,
    '"crossOrigin":false',
  ];
  return utf8Encode(`{${members.join(',')}}`);
}

/**
 * Reads client data. Types are checked, values are not: comparing them with what was expected is the caller's part.
 * @throws CeremonyError when it is not UTF-8 JSON of the right shape.
 * @see WebAuthn L3 §5.8.1
 */
export function parseClientData(bytes: Uint8Array): ClientData {
  const { type, challenge, origin, crossOrigin, topOrigin } = parseObject(bytes);
  if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') {
    throw new CeremonyError('client data lacks its type, challenge or origin');
  }
  if (crossOrigin !== undefined && typeof crossOrigin !== 'boolean') {
    throw new CeremonyError('client data has a crossOrigin that is not a boolean');
  }
  if (topOrigin !== undefined && typeof topOrigin !== 'string') {
    throw new CeremonyError('client data has a topOrigin that is not text');
  }
  return {
    type,
    challenge,
    origin,
    crossOrigin: crossOrigin ?? false,
    ...(topOrigin !== undefined && { topOrigin }),
  };
}

function parseObject(bytes: Uint8Array): Partial<Record<keyof ClientData, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8Decode(bytes));
  } catch (cause) {
    throw new CeremonyError('client data is not JSON', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new CeremonyError('client data is not an object');
  }
  return parsed;
}

/** CCDToString: fewer escapes than JSON writers use (no `\n`, no `\b`), so JSON.stringify would differ. */
function toCcdString(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') {
      quoted += `\\${character}`;
    } else if (codePoint < 0x20) {
      quoted += `\\u${codePoint.toString(16).padStart(4, '0')}`;
    } else {
      quoted += character;
    }
  }
  return `${quoted}"`;
}
