import type { CborValue } from '#shared/cbor/cborValue.ts';
import type { KeyContext } from '../commands/context.ts';
import type { CommandRequest } from '../commands/request.ts';
import { demand } from '../ctapStatus.ts';
import type { StoredCredential } from '../state/keyState.ts';
import { hmacSecretOutput } from './hmacSecret.ts';

/** What getAssertion's extensions answer for one credential. `largeBlobKey` goes beside authenticatorData, not into it. */
export function assertionExtensions(
  context: KeyContext,
  extensions: CommandRequest,
  credential: StoredCredential,
  user: { readonly present: boolean; readonly verified: boolean },
): { outputs: Map<string, CborValue>; largeBlobKey: Uint8Array | undefined } {
  const supported = (name: string) => context.profile.info.extensions?.includes(name) === true;
  const outputs = new Map<string, CborValue>();
  if (supported('hmac-secret')) {
    const salts = extensions.optional('hmac-secret', 'map');
    const secret = user.verified ? credential.hmacSecretWithUv : credential.hmacSecretWithoutUv;
    if (salts !== undefined) {
      demand(user.present, 'UNSUPPORTED_OPTION');
      if (secret !== undefined) {
        outputs.set('hmac-secret', hmacSecretOutput(context, salts, secret));
      }
    }
  }
  if (supported('credBlob') && extensions.optional('credBlob', 'boolean') === true) {
    outputs.set('credBlob', credential.credBlob ?? new Uint8Array(0));
  }
  if (supported('thirdPartyPayment')) {
    if (extensions.optional('thirdPartyPayment', 'boolean') === true) {
      outputs.set('thirdPartyPayment', credential.thirdPartyPayment);
    }
  }
  const wantsLargeBlobKey =
    supported('largeBlobKey') && extensions.optional('largeBlobKey', 'boolean') === true;
  return { outputs, largeBlobKey: wantsLargeBlobKey ? credential.largeBlobKey : undefined };
}
