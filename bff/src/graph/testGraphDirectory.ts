import type { ScriptedCall } from '#bff/testFetch.ts';
import type { Person } from '#shared/api/index.ts';
import { createGraphDirectory } from './graphDirectory.ts';
import { ORIGIN, testGraph, USER } from './testGraph.ts';

/** A request as the script of a test names it. */
export const GET = (request: { path: string }) => `GET ${request.path}`;

/** Somebody as Graph has them, and as we do. */
export const ADELE = {
  id: USER.toUpperCase(),
  displayName: 'Adele Vance',
  userPrincipalName: 'adele.vance@contoso.example',
  mail: null,
  accountEnabled: true,
  userType: 'Member',
};
export const PERSON: Person = {
  id: USER,
  displayName: 'Adele Vance',
  userPrincipalName: 'adele.vance@contoso.example',
  mail: null,
  enabled: true,
  guest: false,
};

/** A passkey as Graph has it. */
export const METHOD = {
  id: '-2_GRUg2-HYz6_1YG4YRAQ2',
  displayName: 'YubiKey 5C 12345678',
  createdDateTime: '2026-04-20T10:15:30Z',
  aaGuid: '2FC0579F-8113-47EA-B116-BB5A8DB9202A',
  model: 'YubiKey 5 Series',
  attestationCertificates: [],
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
};

/** A directory over a Graph that knows these calls, in this order, and no other. */
export function directory(script: readonly ScriptedCall[], changes: object = {}) {
  const graph = testGraph(script);
  const config = {
    graphOrigin: ORIGIN,
    graphVersion: 'v1.0',
    challengeMinutes: 5,
    directoryCacheMs: 60_000,
    maximumPasskeys: 10,
    readsEligible: true,
    ...changes,
  } as const;
  return {
    ...graph,
    directory: createGraphDirectory({ config, client: graph.client, clock: graph.clock }),
  };
}
