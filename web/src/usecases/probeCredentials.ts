import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { equal } from '#shared/bytes/equal.ts';
import { splitExcludeList } from '#shared/ctap/client/excludeList.ts';
import type { CtapClient } from '#shared/ctap/client.ts';
import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import { AppError, CtapError, TransportError } from '#shared/failure/appError.ts';
import type { CallOptions } from './ports.ts';

/** Nobody gets these signatures; zeros cannot be the hash of client data. */
const NO_CLIENT_DATA = new Uint8Array(32);

/**
 * Asks a key which of some credentials it holds: without a touch and without a PIN.
 * Wire: authenticatorGetAssertion (0x02) with `up: false`, in parts the key can take.
 * @returns the ids that are on the key (base64url); null where the key does not say
 * @throws TransportError; anything else a key answers means that it does not say
 * @see CTAP 2.3 §6.2.2, pre-flight
 */
export async function probeCredentials(
  client: CtapClient,
  info: GetInfo,
  rpId: string,
  credentialIds: readonly Uint8Array[],
  options: CallOptions = {},
): Promise<string[] | null> {
  const descriptors = credentialIds.map((id) => ({ type: 'public-key', id }));
  const found: string[] = [];
  for (const part of splitExcludeList(descriptors, info)) {
    // A key names one of the matches only, so ask again for the others.
    let rest = part;
    while (rest.length > 0) {
      const match = await findOne(client, rpId, rest, options);
      if (match === 'refused') return null;
      if (match === undefined) break;
      found.push(toBase64Url(match));
      rest = rest.filter(({ id }) => !equal(id, match));
    }
  }
  return found;
}

async function findOne(
  client: CtapClient,
  rpId: string,
  allowList: readonly { readonly type: string; readonly id: Uint8Array }[],
  options: CallOptions,
): Promise<Uint8Array | 'refused' | undefined> {
  try {
    const { credential } = await client.getAssertion(
      { rpId, clientDataHash: NO_CLIENT_DATA, allowList, options: { up: false } },
      options,
    );
    const isAsked = allowList.some(
      ({ id }) => credential !== undefined && equal(id, credential.id),
    );
    return isAsked ? credential?.id : 'refused';
  } catch (error) {
    if (error instanceof CtapError) {
      return error.code === 'no_credentials' ? undefined : 'refused';
    }
    if (error instanceof TransportError || !(error instanceof AppError)) throw error;
    return 'refused';
  }
}
