import type { Batch } from '#shared/api/batches.ts';
import {
  LETTERS_LEFT_HEADER,
  PAGE_SESSION_HEADER,
  RESERVATION_HEADER,
} from '#shared/api/headers.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { CallOptions } from '#web/usecases/ports.ts';
import { fileNameOf, pathPart, queryOf } from './addresses.ts';
import type { HttpBackendParts } from './httpBackend.ts';
import { createHttpClient } from './httpClient.ts';

/** The backend's batches over HTTP. Paths and bodies: shared/api/batches.ts. */
export function createHttpBatches(parts: HttpBackendParts): BatchesPort {
  const { get, post, download, fetchFile } = createHttpClient(parts);
  const inSession = (options?: CallOptions) => ({
    ...options,
    headers: { [PAGE_SESSION_HEADER]: parts.pageSession },
  });
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
    async printLetters(id, options) {
      const { file, headers } = await download(`${at(id)}/letters`, inSession(options));
      return {
        file,
        fileName: fileNameOf(headers) ?? 'pin-letters.pdf',
        reservationIds: (headers.get(RESERVATION_HEADER) ?? '').split(','),
        left: Number(headers.get(LETTERS_LEFT_HEADER)),
      };
    },
    async confirmLetters(id, reservationIds, options) {
      await post(`${at(id)}/letters/confirm`, { reservationIds }, inSession(options));
    },
    async results(id, format, options) {
      const { file, headers } = await fetchFile(`${at(id)}/results?format=${format}`, options);
      return { file, fileName: fileNameOf(headers) ?? 'keywright-batch.csv' };
    },
  };
}
