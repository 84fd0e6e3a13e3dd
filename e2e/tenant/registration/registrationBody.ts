import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { badRequest } from '../graph/graphError.ts';
import { isRecord } from '../graph/graphRoute.ts';

const MAX_DISPLAY_NAME = 30;

/** What a registration request carries, decoded. */
export interface RegistrationBody {
  readonly displayName: string | undefined;
  readonly credentialId: Uint8Array;
  readonly clientDataJson: Uint8Array;
  readonly attestationObject: Uint8Array;
}

/** An object with no member but these; `@odata.type`, where given, must be the right one. */
function exactRecord(
  value: unknown,
  where: string,
  members: readonly string[],
  odataType: string,
): Record<string, unknown> {
  if (!isRecord(value)) throw badRequest(`The property '${where}' must be an object.`);
  for (const [name, member] of Object.entries(value)) {
    if (name === '@odata.type') {
      if (member !== `#microsoft.graph.${odataType}` && member !== `microsoft.graph.${odataType}`) {
        throw badRequest(`The type of '${where}' must be microsoft.graph.${odataType}.`);
      }
    } else if (!members.includes(name)) {
      throw badRequest(
        `The property '${name}' does not exist on type 'microsoft.graph.${odataType}'.`,
      );
    }
  }
  return value;
}

function bytesOf(value: unknown, name: string): Uint8Array {
  if (typeof value !== 'string' || value === '')
    throw badRequest(`The property '${name}' is required.`);
  try {
    return fromBase64Url(value);
  } catch {
    throw badRequest(`The property '${name}' must be base64url without padding.`);
  }
}

function displayNameOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.trim() === '') {
    throw badRequest('The display name must be a text.');
  }
  if (Array.from(value).length > MAX_DISPLAY_NAME) {
    throw badRequest(`The display name may have at most ${String(MAX_DISPLAY_NAME)} characters.`);
  }
  return value;
}

/**
 * Reads the body of `POST fido2Methods`. Members that other clients know (`rawId`, `type`,
 * `transports`, …) do not exist on Graph's type and are refused.
 * @throws GraphRefusal 400
 */
export function parseRegistrationBody(body: unknown): RegistrationBody {
  const top = exactRecord(
    body,
    'body',
    ['displayName', 'publicKeyCredential'],
    'fido2AuthenticationMethod',
  );
  const credential = exactRecord(
    top['publicKeyCredential'],
    'publicKeyCredential',
    ['id', 'response', 'clientExtensionResults'],
    'webauthnPublicKeyCredential',
  );
  const response = exactRecord(
    credential['response'],
    'response',
    ['clientDataJSON', 'attestationObject'],
    'webauthnAuthenticatorAttestationResponse',
  );
  const extensions = credential['clientExtensionResults'];
  if (extensions !== undefined && !isRecord(extensions)) {
    throw badRequest("The property 'clientExtensionResults' must be an object.");
  }
  return {
    displayName: displayNameOf(top['displayName']),
    credentialId: bytesOf(credential['id'], 'id'),
    clientDataJson: bytesOf(response['clientDataJSON'], 'clientDataJSON'),
    attestationObject: bytesOf(response['attestationObject'], 'attestationObject'),
  };
}
