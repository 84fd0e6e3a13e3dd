import { PAGE_SESSION_HEADER } from '#shared/api/headers.ts';
import type { RevealedPass } from '#shared/api/invitations.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { CallOptions } from '#web/usecases/ports.ts';
import { pathPart } from './addresses.ts';
import type { HttpBackendParts } from './httpBackend.ts';
import { createHttpClient } from './httpClient.ts';

/** The backend's invitations over HTTP. Paths and bodies: shared/api/invitations.ts. */
export function createHttpInvitations(parts: HttpBackendParts): InvitationsPort {
  const { get, post } = createHttpClient(parts);
  const inSession = (options?: CallOptions) => ({
    ...options,
    headers: { [PAGE_SESSION_HEADER]: parts.pageSession },
  });
  const at = (id: string) => `/api/invitations/${pathPart(id)}`;
  const mine = (id: string) => `/api/me/passes/${pathPart(id)}`;
  /** Its answer is given once; who did not get it asks anew, as the same page. */
  async function reveal(path: string, options?: CallOptions) {
    const once = { ...inSession(options), repeats: false };
    const { pass, ...more } = await post<RevealedPass>(path, undefined, once);
    return { pin: pass, ...more };
  }
  return {
    list: (options) => get('/api/invitations', options),
    check: (body, options) => post('/api/invitations/check', body, options),
    invite: (body, options) => post('/api/invitations', body, options),
    issueAgain: (id, body, options) => post(`${at(id)}/passes`, body, options),
    remind: (id, options) => post(`${at(id)}/remind`, undefined, options),
    cancel: (id, options) => post(`${at(id)}/cancel`, undefined, options),
    showPass: (id, options) => reveal(`${at(id)}/pass`, options),
    confirmPass: (id, reservationId, options) =>
      post(`${at(id)}/pass/confirm`, { reservationId }, inSession(options)),
    myPasses: (options) => get('/api/me/passes', options),
    revealMyPass: (id, options) => reveal(`${mine(id)}/reveal`, options),
    confirmMyPass: (id, reservationId, options) =>
      post(`${mine(id)}/confirm`, { reservationId }, inSession(options)),
  };
}
