import type { RemovalList } from '#shared/api/removals.ts';
import type { RemovalsPort } from '#web/usecases/removals/removalsPort.ts';
import { fileNameOf, pathPart } from './addresses.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** The backend's removals of many keys over HTTP. Paths and bodies: shared/api/removals.ts. */
export function createHttpRemovals(parts: HttpClientParts): RemovalsPort {
  const { get, post, fetchFile } = createHttpClient(parts);
  const at = (id: string) => `/api/removals/${pathPart(id)}`;
  return {
    async list(options) {
      const { removals } = await get<RemovalList>('/api/removals', options);
      return removals;
    },
    get: (id, options) => get(at(id), options),
    plan: (body, options) => post('/api/removals', body, options),
    start: (id, options) => post(`${at(id)}/start`, undefined, options),
    stop: (id, options) => post(`${at(id)}/stop`, undefined, options),
    async results(id, options) {
      const { file, headers } = await fetchFile(`${at(id)}/results`, options);
      return { file, fileName: fileNameOf(headers) ?? 'keywright-removal.csv' };
    },
  };
}
