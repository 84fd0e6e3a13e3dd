import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** The scopes of operators over HTTP. Paths and bodies: shared/api/operatorScopes.ts. */
export function createHttpScopes(parts: HttpClientParts): ScopesPort {
  const { get, post } = createHttpClient(parts);
  return {
    searchUnits: (query, options) => get(`/api/units?query=${encodeURIComponent(query)}`, options),
    list: (options) => get('/api/operators/scopes', options),
    change: (change, options) => post('/api/operators/scopes', change, options),
  };
}
