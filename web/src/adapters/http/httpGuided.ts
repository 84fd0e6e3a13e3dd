import type { GuidedPort, GuidedSide } from '#web/usecases/guided/guidedPort.ts';
import { pathPart } from './addresses.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

const BASES: Readonly<Record<GuidedSide, string>> = {
  holder: '/api/self/guided',
  operator: '/api/guided',
};

/** The backend's registrations on Microsoft's page over HTTP. Paths and bodies: shared/api/guided.ts. */
export function createHttpGuided(parts: HttpClientParts): GuidedPort {
  const { get, post } = createHttpClient(parts);
  const at = (side: GuidedSide, id: string) => `${BASES[side]}/${pathPart(id)}`;
  return {
    mine: (options) => get(BASES.holder, options),
    startMine: (body, options) => post(BASES.holder, body, options),
    start: (body, options) => post(BASES.operator, body, options),
    show: (id, options) => get(at('operator', id), options),
    choose: (side, id, methodId, options) => post(`${at(side, id)}/key`, { methodId }, options),
    watchAgain: (side, id, options) => post(`${at(side, id)}/watch`, undefined, options),
    cancel: (side, id, options) => post(`${at(side, id)}/cancel`, undefined, options),
  };
}
