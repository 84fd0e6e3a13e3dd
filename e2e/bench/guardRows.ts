import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import { testTenantGraph } from '#bff/graph/testTenantGraph.ts';
import { createScopes } from '#bff/guard/scopes.ts';
import { createTargetGuard } from '#bff/guard/targetGuard.ts';
import { createLogger } from '#bff/log/logger.ts';
import { operatorScopes } from '#bff/store/operatorTables.ts';
import { openStore, type Store } from '#bff/store/store.ts';
import { DEMO_GROUPS } from '#e2e/tenant/directory/directory.ts';
import { frontlinePerson } from '#e2e/tenant/directory/seedPeople.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import { percentile, type Row, row } from './row.ts';

const MOST_MS = 20;
const PEOPLE = 50;
const CHECKS = 2_000;
const AT_ONCE = [1, 10] as const;
const SCOPES = 200;

/**
 * What the guard adds to what is done to a person once the directory has been read: its rules, and the scopes, which are read from
 * PostgreSQL each time. The person's and the operator's groups are those of an emulated tenant.
 */
export async function guardRows(): Promise<Row[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'keywright-bench-'));
  // The embedded PostgreSQL runs as a user of its own where we are root.
  await chmod(dataDirectory, 0o755);
  const log = createLogger({ write: () => undefined, now: Date.now });
  const store = await openStore({ dataDirectory: join(dataDirectory, 'database') }, log);
  try {
    const { check, calls } = await warmGuard(store);
    const before = calls();
    const rows: Row[] = [];
    for (const atOnce of AT_ONCE) {
      const times = await timesOf(check, atOnce);
      const how = atOnce === 1 ? 'one at a time' : `${atOnce} at once`;
      rows.push(row(`Guard and scope, warm, ${how}: p95`, percentile(times, 0.95), 'ms', MOST_MS));
    }
    if (calls() !== before) throw new Error('the guard asked Graph: it was not warm');
    return rows;
  } finally {
    await store.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** A guard that has seen everybody it is asked about. */
async function warmGuard(store: Store) {
  const { tenant, token } = await graphClient({ largeGroupSize: PEOPLE });
  let asked = 0;
  const app = {
    request(request: Request) {
      asked += 1;
      return tenant.app.request(request);
    },
  };
  const clock = { now: Date.now, pass: () => undefined };
  const graph = testTenantGraph({ app, state: tenant.state }, token, clock);
  const directory = createGraphDirectory(graph);
  const log = createLogger({ write: () => undefined, now: Date.now });
  const guard = createTargetGuard({
    ...{ directory, log, policy: { breakGlassIds: [], adminsMay: [] } },
    scopes: createScopes({ store, directory, isInForce: true }),
  });
  const people = Array.from({ length: PEOPLE }, (_, index) => frontlinePerson(index).id);
  const operator = tenant.state.person('omar.haddad@contoso.example');
  await grantScopes(store);
  const actor = { id: operator.id, requestId: randomUUID(), roles: ['Operator'] as const };
  let turn = 0;
  const check = () => {
    turn += 1;
    return guard.check('register', people[turn % people.length] ?? '', actor);
  };
  for (const _ of people) await check();
  return { check, calls: () => asked };
}

/** Many scopes of other operators, and one of everybody's: so the operator's own groups are asked for as well. */
async function grantScopes(store: Store): Promise<void> {
  const granted = { grantedById: randomUUID(), at: new Date() };
  const scope = { scopeKind: 'group', scopeId: DEMO_GROUPS.frontline } as const;
  const ofOthers = Array.from({ length: SCOPES }, () => ({
    ...{ subjectKind: 'operator' as const, subjectId: randomUUID() },
    ...{ ...scope, ...granted },
  }));
  const ofAll = { subjectKind: 'group' as const, subjectId: DEMO_GROUPS.everyone };
  await store.transaction(async (queries) => {
    await queries.insert(operatorScopes).values([...ofOthers, { ...ofAll, ...scope, ...granted }]);
  });
}

/** @returns how long each check took, in milliseconds. */
async function timesOf(check: () => Promise<unknown>, atOnce: number): Promise<number[]> {
  const times: number[] = [];
  const work = async () => {
    while (times.length < CHECKS) {
      const startedAt = performance.now();
      await check();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return times;
}
