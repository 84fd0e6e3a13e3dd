import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach } from 'vitest';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import type { Target } from '#bff/guard/target.ts';
import type { RemovalDetail } from '#shared/api/removals.ts';
import { createRemovalService, type RemovalService } from './removalService.ts';
import { runRemovals } from './runRemovals.ts';
import { removalPartsOf } from './testRemovals.ts';

/** Who removes keys, and who may stop them. */
export const ACTOR = {
  ...{ id: OPERATOR, requestId: 'request-1', displayName: 'Omar Haddad' },
  roles: ['Operator'] as const,
};
export const COLLEAGUE = {
  ...ACTOR,
  id: '77777777-7777-4777-8777-777777777777',
  displayName: 'Ida',
};

/** Removals of many keys over a bench of their own for each test, with all that a test does to them. */
export function removalDesk() {
  let bench: TestBench;
  let removals: RemovalService;
  beforeEach(() => open());
  afterEach(() => bench.close());

  async function open(removalCaps: EnrolmentParts['removalCaps'] = { perMinute: 50, perDay: 50 }) {
    bench = await createTestBench({ removalCaps });
    bench.directory.addPerson(COLLEAGUE.id);
    removals = createRemovalService(removalPartsOf(bench));
  }

  async function reopen(removalCaps: EnrolmentParts['removalCaps']) {
    await bench.close();
    await open(removalCaps);
  }

  /** Somebody with so many keys; the newest stays whatever happens, where nothing else is said. */
  function personWith(count: number) {
    const id = bench.newHolder();
    const keys = Array.from({ length: count }, () => bench.directory.addPasskey(id).id);
    return { id, keys };
  }

  const plan = (...references: string[]) =>
    removals.plan(
      { reason: 'They leave', what: { by: 'people', references }, withLast: false },
      ACTOR,
    );

  async function started(...references: string[]): Promise<string> {
    const { id } = await plan(...references);
    await removals.start(id, ACTOR);
    return id;
  }

  const run = (parts = removalPartsOf(bench)) => runRemovals(parts);
  const keysOf = (id: string) => bench.directory.passkeys.get(id)?.map((one) => one.id) ?? [];
  const statesOf = ({ keys }: RemovalDetail) => keys.map(({ state, code }) => code ?? state);
  const deletes = () => bench.directory.calls.filter((call) => call === 'deletePasskey').length;

  /** Gives somebody a role in the directory. */
  function makePowerful(powerful: string) {
    const { directory } = bench;
    const plain = async (userId: string): Promise<Target> => ({
      person: await directory.getPerson(userId),
      roles: userId === powerful ? [{ roleId: randomUUID(), isOfPart: false }] : [],
      ...{ roleGroups: [], isInRestrictedUnit: false },
      ...{ groupIds: new Set<string>(), unitIds: new Set<string>() },
    });
    directory.targets = {
      readTarget: plain,
      targetNow: async (userId) => ({
        target: await plain(userId),
        passkeys: await directory.listPasskeys(userId),
      }),
    };
  }

  const recordsOf = (action: string) =>
    bench.database.sql(
      'select phase, result, actor_id, holder_id, detail from audit where action = $1 order by seq',
      [action],
    );

  return {
    reopen,
    personWith,
    plan,
    started,
    run,
    keysOf,
    statesOf,
    deletes,
    makePowerful,
    recordsOf,
    get bench() {
      return bench;
    },
    get removals() {
      return removals;
    },
  };
}
