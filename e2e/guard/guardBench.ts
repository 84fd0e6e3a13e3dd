import { randomUUID } from 'node:crypto';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { ACTOR, createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { createGraphAccessPasses } from '#bff/graph/graphAccessPasses.ts';
import { createGraphBulkDirectory } from '#bff/graph/graphBulkDirectory.ts';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import { type AskedTenant, testTenantGraph } from '#bff/graph/testTenantGraph.ts';
import type { GuardPolicy } from '#bff/guard/decide.ts';
import type { InvitationParts } from '#bff/invitations/invitationParts.ts';
import { invitationPartsOf } from '#bff/invitations/testInvitations.ts';
import { createOwnKeyDesk } from '#bff/myKeys/ownKeyDesk.ts';
import { ownKeyPartsOf } from '#bff/myKeys/testOwnKeys.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { Tenant } from '#e2e/tenant/createTenant.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import type { ApprovalKind } from '#shared/api/approvals.ts';
import type { Role } from '#shared/api/index.ts';
import { CALLERS, type CallerLetter } from './expectations.ts';

const A_MINUTE_AND_MORE_MS = 61_000;
const ROLES: Readonly<Record<CallerLetter, readonly Role[]>> = {
  A: ['Admin'],
  O: ['Operator'],
  H: ['Helpdesk'],
  U: ['Auditor'],
  M: [],
  G: ['Operator'],
};

/** The backend over PostgreSQL, with what people are read from an emulated tenant through the real Graph client. */
export interface GuardBench {
  readonly bench: TestBench;
  readonly tenant: Tenant;
  readonly breakGlassIds: string[];
  /** The caller of that letter, as an object id. */
  readonly callerIds: Readonly<Record<CallerLetter, string>>;
  /** Somebody who is in both directories and is used by nobody else. */
  newPerson(): string;
  /** What invitations are made with; a test may change who gets to see passes. */
  readonly invitationParts: InvitationParts & { passTo: InvitationParts['passTo'] };
  /** What the tenant was asked to do about access passes, but for reading. */
  readonly passCalls: string[];
  /** Lets more than a minute pass, so that everything is read anew. */
  aMinuteLater(): void;
  call(
    as: CallerLetter,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export async function createGuardBench(
  people: number,
  guard: {
    adminsMay?: GuardPolicy['adminsMay'];
    hasScopes?: boolean;
    approvals?: readonly ApprovalKind[];
  } = {},
): Promise<GuardBench> {
  const { adminsMay = [], hasScopes = false, approvals = [] } = guard;
  const { tenant, token } = await graphClient({ largeGroupSize: people });
  const breakGlassIds: string[] = [];
  const bench = await createTestBench(
    { removalCaps: { perMinute: 1_000, perDay: 1_000 } },
    { policy: { breakGlassIds, adminsMay }, hasScopes, approvals },
  );
  const passCalls: string[] = [];
  const asked: AskedTenant = {
    state: tenant.state,
    app: {
      request(request) {
        const { pathname } = new URL(request.url);
        const isPass = pathname.includes('/temporaryAccessPassMethods');
        if (isPass && request.method !== 'GET') passCalls.push(`${request.method} ${pathname}`);
        return tenant.app.request(request);
      },
    },
  };
  const graph = testTenantGraph(asked, token, {
    now: () => bench.clock.now,
    pass: (ms) => {
      bench.clock.now += ms;
    },
  });
  bench.directory.targets = createGraphDirectory(graph);
  let used = 0;
  function newPerson(): string {
    used += 1;
    const alias = `frontline.${String(used).padStart(4, '0')}`;
    const { id } = tenant.state.person(`${alias}@contoso.example`);
    bench.directory.addPerson(id);
    return id;
  }
  const letters = Object.keys(CALLERS) as CallerLetter[];
  const callerIds = Object.fromEntries(letters.map((letter) => [letter, newPerson()])) as Record<
    CallerLetter,
    string
  >;
  const callers = Object.fromEntries(
    letters.map((letter) => [
      letter,
      {
        ...testCaller({ id: callerIds[letter], roles: ROLES[letter], isGuest: letter === 'G' }),
        // They have just signed in, whatever the clock says.
        get authTime() {
          return Math.floor(bench.clock.now / 1000);
        },
      },
    ]),
  );
  const invitationParts = {
    ...invitationPartsOf(bench, createGraphAccessPasses(graph), {
      bulk: createGraphBulkDirectory(graph),
    }),
  };
  // Whoever begins what the callers go on with is not to be stopped by one of them.
  const ownKeys = createOwnKeyDesk(ownKeyPartsOf(bench, { suspendsReported: false }));
  const app = createApp({ ...benchDeps(bench, callers, invitationParts), ownKeys });
  const session = randomUUID();
  return {
    bench,
    tenant,
    breakGlassIds,
    callerIds,
    newPerson,
    invitationParts,
    passCalls,
    aMinuteLater() {
      bench.clock.now += A_MINUTE_AND_MORE_MS;
    },
    async call(as, method, path, body) {
      const answer = await app.request(`/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${as}`,
          'idempotency-key': randomUUID(),
          'keywright-session': session,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const read = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
      return { status: answer.status, body: read };
    },
    close: () => bench.close(),
  };
}

/** Who begins what the callers of the table then go on with. */
export const BEGINNER = ACTOR;
