import type { BackendPort, CallOptions } from '#web/usecases/ports.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

const id = (text: string) => encodeURIComponent(text);

/** The backend over HTTP. Paths and bodies: shared/api; failures as {@link BackendPort} says. */
export function createHttpBackend(parts: HttpClientParts): BackendPort {
  const { get, post } = createHttpClient(parts);
  const list =
    <Name extends string, Item>(name: Name) =>
    async (path: string, options?: CallOptions): Promise<Item[]> =>
      (await get<Record<Name, Item[]>>(path, options))[name];
  const profiles = list<'profiles', Awaited<ReturnType<BackendPort['profiles']>>[number]>(
    'profiles',
  );
  const enrolments = list<'enrolments', Awaited<ReturnType<BackendPort['openEnrolments']>>[number]>(
    'enrolments',
  );
  return {
    me: (options) => get('/api/me', options),
    searchPeople: (query, options) => get(`/api/users?query=${id(query)}`, options),
    person: (userId, options) => get(`/api/users/${id(userId)}`, options),
    profiles: (options) => profiles('/api/profiles', options),
    openEnrolments: (options) => enrolments('/api/enrolments?state=open', options),
    enrolment: (enrolmentId, options) => get(`/api/enrolments/${id(enrolmentId)}`, options),
    startEnrolment: (body, options) => post('/api/enrolments', body, options),
    reportEvent: (enrolmentId, body, options) =>
      post(`/api/enrolments/${id(enrolmentId)}/events`, body, options),
    cancelEnrolment: (enrolmentId, body, options) =>
      post(`/api/enrolments/${id(enrolmentId)}/cancel`, body, options),
    pinAuth: (enrolmentId, body, options) =>
      post(`/api/enrolments/${id(enrolmentId)}/pin-auth`, body, options),
    myKeys: (options) => get('/api/me/keys', options),
    revealPin: (enrolmentId, options) =>
      post(`/api/me/pins/${id(enrolmentId)}/reveal`, undefined, options),
  };
}
