import { randomUUID } from 'node:crypto';
import type { TestBench } from '#bff/enrolment/testBench.ts';
import type { Found } from '#bff/graph/bulkDirectory.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { ownKeyPartsOf } from '#bff/myKeys/testOwnKeys.ts';
import type { Store } from '#bff/store/store.ts';
import type { RemovalParts } from './removalParts.ts';

/** Between start and first key, in milliseconds. */
export const DELAY_MS = 900_000;

/** The parts of bulk removals over a bench; each call is another backend. */
export function removalPartsOf(
  bench: Pick<TestBench, 'parts' | 'directory'>,
  store: Store = bench.parts.store,
): RemovalParts {
  return {
    ...bench.parts,
    ...ownKeyPartsOf(bench),
    store,
    bulk: {
      findPeople: async (references) =>
        references.map((reference): Found => {
          const person = bench.directory.people.get(reference.toLowerCase());
          return person === undefined ? { problem: 'user_not_found' } : { person };
        }),
    },
    leases: createLeases({ holder: randomUUID(), now: bench.parts.now }),
    removalDelayMs: DELAY_MS,
  };
}
