import { HttpFailure } from '#bff/http/httpFailure.ts';
import type { Secret } from '#bff/log/secret.ts';
import type { Passkey } from '#shared/api/index.ts';
import { GraphError } from '#shared/failure/appError.ts';
import type { CreationOptions, DirectoryCall, RegistrationBody } from './directory.ts';
import { toPasskey } from './fromGraph.ts';
import type { GraphClient } from './graphClient.ts';
import { ownCreatePasskeyRequest, ownCreationOptionsRequest } from './ownRequests.ts';
import type { UserTokens } from './userTokens.ts';
import * as wire from './wire.ts';

/**
 * What people register by their own right; `userToken` is the one that they came to us with.
 * Failures: those of `Directory`; those of the exchange; GraphError `self_service_unsupported` where Entra does not let
 * people do it through an application (405).
 */
export interface OwnRegistrations {
  /** Gets the token, so that nothing is begun that would stop for want of it. */
  prepare(userToken: Secret<string>): Promise<void>;
  creationOptions(userToken: Secret<string>, call?: DirectoryCall): Promise<CreationOptions>;
  /** One POST, never repeated here. */
  createPasskey(
    userToken: Secret<string>,
    body: RegistrationBody,
    call?: DirectoryCall,
  ): Promise<Passkey>;
}

/** Microsoft Graph's `/me`. */
export function createOwnRegistrations({
  client,
  tokens,
}: {
  readonly client: Pick<GraphClient, 'send' | 'toOurClock'>;
  readonly tokens: UserTokens;
}): OwnRegistrations {
  return {
    async prepare(userToken) {
      await tokens.of(userToken).get();
    },

    async creationOptions(userToken, call) {
      const request = ownCreationOptionsRequest();
      const { challengeTimeoutDateTime, publicKey } = await client
        .send(request, wire.creationOptionsResource, { ...call, tokens: tokens.of(userToken) })
        .catch(asOwnFailure);
      return { options: publicKey, expiresAt: client.toOurClock(challengeTimeoutDateTime) };
    },

    async createPasskey(userToken, body, call) {
      const request = ownCreatePasskeyRequest(body);
      const made = await client
        .send(request, wire.fido2MethodResource, { ...call, tokens: tokens.of(userToken) })
        .catch(asOwnFailure);
      return toPasskey(made);
    },
  };
}

/** 405 is what Graph answers where it does not let people do this for themselves; it may want more of their sign-in. */
function asOwnFailure(error: unknown): never {
  if (!(error instanceof GraphError)) throw error;
  const { code, claims, httpStatus, graphCode, requestId } = error;
  if (claims !== undefined) {
    throw new HttpFailure('session_step_up', 'Graph wants more of this sign-in', { claims });
  }
  if (code !== 'graph_method_not_allowed') throw error;
  throw new GraphError('self_service_unsupported', 'not by a person for themself', {
    ...{ httpStatus, graphCode, requestId },
  });
}
