import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import { pathPart } from './addresses.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** One's own enrolment over HTTP. Paths and bodies: shared/api/invitations.ts, shared/api/enrolments.ts. */
export function createHttpOwnEnrolment(parts: HttpClientParts): OwnEnrolmentPort {
  const { get, post } = createHttpClient(parts);
  const at = (id: string) => `/api/me/enrolments/${pathPart(id)}`;
  return {
    invitation: (options) => get('/api/me/invitation', options),
    start: (body, options) => post('/api/me/enrolments', body, options),
    enrolment: (id, options) => get(at(id), options),
    reportEvent: (id, body, options) => post(`${at(id)}/events`, body, options),
    cancelEnrolment: (id, body, options) => post(`${at(id)}/cancel`, body, options),
    pinAuth: (id, body, options) => post(`${at(id)}/pin-auth`, body, options),
  };
}
