import { badRequest } from '../graph/graphError.ts';
import { isRecord } from '../graph/graphRoute.ts';

function parse(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw badRequest('The client data is not valid JSON.');
  }
  if (!isRecord(value)) throw badRequest('The client data is not valid JSON.');
  return value;
}

/**
 * Checks the client data of a registration or an assertion (WebAuthn L3 §7.1 steps 6 to 11, §7.2 steps 9
 * to 14) and gives the challenge; whether that challenge is good is the caller's question.
 * @throws GraphRefusal 400
 */
export function checkClientData(
  bytes: Uint8Array,
  rpId: string,
  expectedType: 'webauthn.create' | 'webauthn.get',
): string {
  const { type, challenge, origin, crossOrigin, topOrigin } = parse(bytes);
  if (type !== expectedType) throw badRequest(`The client data type is not ${expectedType}.`);
  if (origin !== `https://${rpId}`)
    throw badRequest('The origin in the client data is not expected.');
  if (crossOrigin !== undefined && crossOrigin !== false) {
    throw badRequest('The key was asked across origins.');
  }
  if (topOrigin !== undefined) throw badRequest('The key was asked inside another page.');
  if (typeof challenge !== 'string') throw badRequest('The client data has no challenge.');
  return challenge;
}
