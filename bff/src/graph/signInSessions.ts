import type { DirectoryCall } from './directory.ts';
import type { GraphClient } from './graphClient.ts';
import { revokeSessionsRequest } from './graphRequest.ts';
import * as wire from './wire.ts';

/** Whoever is signed in as somebody. */
export interface SignInSessions {
  /**
   * Ends their sessions; doing it twice changes nothing more.
   * @throws GraphError `graph_forbidden` without the permission for it.
   */
  endSessions(userId: string, call?: DirectoryCall): Promise<void>;
}

/** Sign-in sessions through Microsoft Graph. */
export function createGraphSignInSessions(client: GraphClient): SignInSessions {
  return {
    async endSessions(userId, call) {
      await client.send(revokeSessionsRequest(userId), wire.anything, call);
    },
  };
}
