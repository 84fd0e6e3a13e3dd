import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** What people do about their own keys, over HTTP. Paths and bodies: shared/api/myKeys.ts. */
export function createHttpOwnKeys(parts: HttpClientParts): OwnKeysPort {
  const { get, post } = createHttpClient(parts);
  return {
    remove: (body, options) => post('/api/me/keys/remove', body, options),
    lose: (body, options) => post('/api/me/keys/lost', body, options),
    rename: (body, options) => post('/api/me/keys/rename', body, options),
    events: (options) => get('/api/me/key-events', options),
    report: (eventId, options) => post('/api/me/key-events/report', { eventId }, options),
    lost: (options) => get('/api/lost-keys', options),
  };
}
