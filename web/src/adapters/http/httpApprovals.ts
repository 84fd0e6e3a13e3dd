import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import { pathPart } from './addresses.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

/** The backend's approvals over HTTP. Paths and bodies: shared/api/approvals.ts. */
export function createHttpApprovals(parts: HttpClientParts): ApprovalsPort {
  const { get, post } = createHttpClient(parts);
  const at = (id: string) => `/api/approvals/${pathPart(id)}`;
  return {
    list: (options) => get('/api/approvals', options),
    show: (id, options) => get(at(id), options),
    ask: (ask, options) => post('/api/approvals', ask, options),
    decide: (id, decision, options) => post(`${at(id)}/decision`, decision, options),
    withdraw: (id, options) => post(`${at(id)}/withdraw`, undefined, options),
  };
}
