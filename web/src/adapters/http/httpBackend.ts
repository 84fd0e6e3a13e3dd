import { PAGE_SESSION_HEADER, RESERVATION_HEADER } from '#shared/api/headers.ts';
import type { BackendPort, CallOptions } from '#web/usecases/ports.ts';
import { fileNameOf, pathPart as id, queryOf } from './addresses.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** What the backend is reached with. */
export interface HttpBackendParts extends HttpClientParts {
  /** A GUID of this page while it is open: a PIN is shown to nobody else who has the same token. */
  readonly pageSession: string;
}

/** The backend over HTTP. Paths and bodies: shared/api; failures as {@link BackendPort} says. */
export function createHttpBackend(parts: HttpBackendParts): BackendPort {
  const { get, post, download, fetchFile } = createHttpClient(parts);
  const inSession = (options?: CallOptions) => ({
    ...options,
    headers: { [PAGE_SESSION_HEADER]: parts.pageSession },
  });
  /** Its answer is given once; who did not get it asks anew, as the same page. */
  const once = (options?: CallOptions) => ({ ...inSession(options), repeats: false });
  const list =
    <Name extends string, Item>(name: Name) =>
    async (path: string, options?: CallOptions): Promise<Item[]> =>
      (await get<Record<Name, Item[]>>(path, options))[name];
  const profiles = list<'profiles', Awaited<ReturnType<BackendPort['profiles']>>[number]>(
    'profiles',
  );
  const allProfiles = list<'profiles', Awaited<ReturnType<BackendPort['allProfiles']>>[number]>(
    'profiles',
  );
  const enrolments = list<'enrolments', Awaited<ReturnType<BackendPort['openEnrolments']>>[number]>(
    'enrolments',
  );
  return {
    me: (options) => get('/api/me', options),
    clock: (options) => get('/api/clock', options),
    searchPeople: (query, options) => get(`/api/users?query=${id(query)}`, options),
    person: (userId, options) => get(`/api/users/${id(userId)}`, options),
    searchGroups: (query, options) => get(`/api/groups?query=${id(query)}`, options),
    groupPeople: (groupId, cursor, options) =>
      get(`/api/groups/${id(groupId)}/people${queryOf({ cursor })}`, options),
    resolvePeople: (references, options) => post('/api/people/resolve', { references }, options),
    checkPeople: (userIds, options) => post('/api/people/check', { userIds }, options),
    profiles: (options) => profiles('/api/profiles', options),
    allProfiles: (options) => allProfiles('/api/profiles/all', options),
    profile: (profileId, options) => get(`/api/profiles/${id(profileId)}`, options),
    createProfile: (profile, options) => post('/api/profiles', { profile }, options),
    editProfile: (profileId, basedOn, profile, options) =>
      post(`/api/profiles/${id(profileId)}/versions`, { basedOn, profile }, options),
    retireProfile: (profileId, basedOn, options) =>
      post(`/api/profiles/${id(profileId)}/retire`, { basedOn }, options),
    openEnrolments: (options) => enrolments('/api/enrolments?state=open', options),
    unfinished: (options) => get('/api/enrolments/unfinished', options),
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
      post(`/api/me/pins/${id(enrolmentId)}/reveal`, undefined, once(options)),
    confirmPin: (enrolmentId, reservationId, options) =>
      post(`/api/me/pins/${id(enrolmentId)}/confirm`, { reservationId }, inSession(options)),
    showPin: (enrolmentId, options) =>
      post(`/api/enrolments/${id(enrolmentId)}/pin`, undefined, once(options)),
    async printLetter(enrolmentId, options) {
      const path = `/api/enrolments/${id(enrolmentId)}/letter`;
      const { file, headers } = await download(path, inSession(options));
      return {
        file,
        fileName: fileNameOf(headers) ?? 'pin-letter.pdf',
        reservationId: headers.get(RESERVATION_HEADER) ?? '',
      };
    },
    suspended: (options) => get('/api/operators/suspended', options),
    setSuspended: (operatorId, suspended, options) =>
      post(`/api/operators/${id(operatorId)}/suspension`, { suspended }, options),
    posture: (options) => get('/api/posture', options),
    lookAtPosture: (options) => post('/api/posture/look', undefined, options),
    audit: (filter, cursor, options) => get(`/api/audit${queryOf({ ...filter, cursor })}`, options),
    async exportAudit(filter, format, options) {
      const path = `/api/audit/export${queryOf({ ...filter, format })}`;
      const { file, headers } = await fetchFile(path, options);
      return { file, fileName: fileNameOf(headers) ?? `keywright-audit.${format}` };
    },
    confirmHandOver: (enrolmentId, reservationId, options) =>
      post(`/api/enrolments/${id(enrolmentId)}/pin/confirm`, { reservationId }, inSession(options)),
  };
}
