import type { TestBench } from '#bff/enrolment/testBench.ts';
import type { OwnKeyParts } from './ownKeyParts.ts';

/** The parts of people's own keys over a bench, with everything switched on. */
export function ownKeyPartsOf(
  bench: Pick<TestBench, 'parts' | 'directory'>,
  change: Partial<OwnKeyParts> = {},
): OwnKeyParts {
  return {
    ...bench.parts,
    sessions: bench.directory,
    suspendsReported: true,
    mails: { people: true, alerts: true },
    ...change,
  };
}
