import { equal } from '#shared/bytes/equal.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { CredentialDescriptor, UserEntity } from '../commands/credentialEntities.ts';
import {
  type CredentialManagementAccess,
  type CredentialsMetadata,
  deleteCredential,
  enumerateCredentials,
  enumerateRps,
  getCredentialsMetadata,
  type StoredCredential,
  type StoredRp,
  updateUserInformation,
} from '../commands/credentialManagement.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import { credentialManagementCommand } from '../features.ts';
import { PIN_UV_AUTH_PERMISSION } from '../pinuv/pinUvAuthToken.ts';
import type { KeySession } from './keySession.ts';
import type { TokenAuth, TokenSource } from './tokenSource.ts';

/** An RP and its discoverable credentials on the key. */
export interface StoredRpCredentials extends StoredRp {
  readonly credentials: readonly StoredCredential[];
}

/** Credential management of one key. Each takes a new token with permission `cm`. */
export interface CredentialOperations {
  /** Counts. */
  credentialsMetadata(auth: TokenAuth, options?: CtapCallOptions): Promise<CredentialsMetadata>;
  /** Lists all, or those of one RP; `[]` for none. */
  listCredentials(
    input: TokenAuth & { readonly rpId?: string | undefined },
    options?: CtapCallOptions,
  ): Promise<StoredRpCredentials[]>;
  deleteCredential(
    input: TokenAuth & { readonly credential: CredentialDescriptor },
    options?: CtapCallOptions,
  ): Promise<void>;
  updateUserInformation(
    input: TokenAuth & { readonly credential: CredentialDescriptor; readonly user: UserEntity },
    options?: CtapCallOptions,
  ): Promise<void>;
}

/** Makes the credential management of one key. */
export function createCredentialOperations(
  session: KeySession,
  tokens: TokenSource,
  crypto: Pick<Crypto, 'sha256'>,
): CredentialOperations {
  async function withAccess<Result>(
    auth: TokenAuth,
    options: CtapCallOptions | undefined,
    use: (access: CredentialManagementAccess) => Promise<Result>,
  ): Promise<Result> {
    const command = credentialManagementCommand(await session.info(options));
    if (command === undefined) {
      throw new AppError('command_unsupported', 'The key has no credential management');
    }
    const scope = { permissions: PIN_UV_AUTH_PERMISSION.credentialManagement };
    return tokens.withToken(auth, scope, options, async (token) => {
      if (token === undefined) {
        throw new TypeError('Credential management needs a token');
      }
      return use({ command, token });
    });
  }

  return {
    credentialsMetadata: (auth, options) =>
      withAccess(auth, options, (access) =>
        getCredentialsMetadata(session.link(), access, options),
      ),

    listCredentials: (input, options) =>
      withAccess(input, options, async (access) => {
        const link = session.link();
        const wanted = input.rpId === undefined ? undefined : crypto.sha256(utf8Encode(input.rpId));
        const found: StoredRpCredentials[] = [];
        // Ask for the RPs even when one is wanted: keys differ in what they say to a hash they do not know.
        for (const rp of await enumerateRps(link, access, options)) {
          if (wanted === undefined || equal(rp.rpIdHash, wanted)) {
            const credentials = await enumerateCredentials(link, access, rp.rpIdHash, options);
            found.push({ ...rp, credentials });
          }
        }
        return found;
      }),

    async deleteCredential(input, options) {
      await withAccess(input, options, (access) =>
        deleteCredential(session.link(), access, input.credential, options),
      );
      session.markChanged();
    },

    updateUserInformation: (input, options) =>
      withAccess(input, options, (access) =>
        updateUserInformation(session.link(), access, input.credential, input.user, options),
      ),
  };
}
