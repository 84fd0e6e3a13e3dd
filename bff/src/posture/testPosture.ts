import { randomUUID } from 'node:crypto';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { GraphClient } from '#bff/graph/graphClient.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { testConfig } from '#bff/testDeps.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { createPostureDesk, type PostureDesk, type PostureParts } from './postureDesk.ts';

/** A tenant that does not answer. */
const NO_GRAPH: Pick<GraphClient, 'send'> = {
  send: () => Promise.reject(new GraphError('graph_unavailable', 'no tenant')),
};

/** A desk of a backend that has just started; its tenant does not answer unless `changes` has a client. */
export function testPostureDesk(
  parts: Pick<EnrolmentParts, 'store' | 'audit' | 'outbox' | 'log' | 'now' | 'newId'>,
  changes: Partial<Pick<PostureParts, 'client' | 'config' | 'store'>> = {},
): PostureDesk {
  return createPostureDesk({
    ...parts,
    config: testConfig(),
    client: NO_GRAPH,
    leases: createLeases({ holder: randomUUID(), now: parts.now }),
    ...changes,
  });
}
