import type { Batch } from '#shared/api/batches.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import { fileNameOf, pathPart, queryOf } from './addresses.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** The backend's batches over HTTP. Paths and bodies: shared/api/batches.ts. */
export function createHttpBatches(parts: HttpClientParts): BatchesPort {
  const { get, post, fetchFile } = createHttpClient(parts);
  const at = (id: string) => `/api/batches/${pathPart(id)}`;
  return {
    async list(options) {
      const { batches } = await get<{ batches: Batch[] }>('/api/batches', options);
      return batches;
    },
    get: (id, options) => get(at(id), options),
    create: (body, options) => post('/api/batches', body, options),
    addPeople: (id, body, options) => post(`${at(id)}/people`, body, options),
    changeState: (id, body, options) => post(`${at(id)}/state`, body, options),
    people: (id, { after, state, query }, options) => {
      const filter = {
        after: after === undefined ? undefined : String(after),
        state,
        query: query === '' ? undefined : query,
      };
      return get(`${at(id)}/people${queryOf(filter)}`, options);
    },
    next: (id, body, options) => post(`${at(id)}/next`, body, options),
    changePerson: (id, userId, body, options) =>
      post(`${at(id)}/people/${pathPart(userId)}`, body, options),
    retryFailed: (id, options) => post(`${at(id)}/retry`, undefined, options),
    async results(id, format, options) {
      const { file, headers } = await fetchFile(`${at(id)}/results?format=${format}`, options);
      return { file, fileName: fileNameOf(headers) ?? 'keywright-batch.csv' };
    },
  };
}
