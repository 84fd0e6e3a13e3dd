import { createGraphBulkDirectory } from '#bff/graph/graphBulkDirectory.ts';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import { type AskedTenant, testTenantGraph } from '#bff/graph/testTenantGraph.ts';
import { TEST_NOW } from '#bff/testDeps.ts';
import { createPeopleLists } from './peopleLists.ts';

/** People lists over an emulated tenant, in process. Sleeping only moves the clock. */
export function testPeopleLists(tenant: AskedTenant, token: string, maximumPasskeys = 10) {
  let now = TEST_NOW;
  const clock = {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
  const graph = testTenantGraph(tenant, token, clock, maximumPasskeys);
  return createPeopleLists({
    directory: createGraphDirectory(graph),
    bulk: createGraphBulkDirectory(graph),
    breakGlassIds: [],
  });
}
