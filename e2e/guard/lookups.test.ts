import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGraphBulkDirectory } from '#bff/graph/graphBulkDirectory.ts';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import { type AskedTenant, testTenantGraph } from '#bff/graph/testTenantGraph.ts';
import { decide, isPowerful } from '#bff/guard/decide.ts';
import { createTargetGuard } from '#bff/guard/targetGuard.ts';
import { HARMLESS_ROLES } from '#bff/guard/targetRules.ts';
import { TEST_NOW, testLog } from '#bff/testDeps.ts';
import { DEMO_GROUPS } from '#e2e/tenant/directory/directory.ts';
import { DEFAULT_PERMISSIONS } from '#e2e/tenant/options.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import { AppError } from '#shared/failure/appError.ts';
import { TARGETS } from './targets.ts';

const ACTOR = { id: '22222222-2222-4222-8222-222222222222', requestId: 'x' };
const NO_POLICY = { breakGlassIds: [], adminsMay: [] };
const LEE = 'lee.gu@contoso.example';
const PARTS = 7;

type Answer = { responses: { id: string; status: number; body: Record<string, unknown> }[] };
/** What stands between the backend and the tenant: may change an answer, or give another one. */
type Between = (request: Request, ask: () => Promise<Response>) => Promise<Response>;

async function guardOver(between: Between = (_, ask) => ask(), permissions = DEFAULT_PERMISSIONS) {
  const { tenant, token } = await graphClient({ largeGroupSize: 20 }, permissions);
  let now = TEST_NOW;
  const clock = {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
  const asked: AskedTenant = {
    state: tenant.state,
    app: { request: (request) => between(request, async () => tenant.app.request(request)) },
  };
  const graph = testTenantGraph(asked, token, clock);
  const { log, lines } = testLog();
  const guard = createTargetGuard({
    directory: createGraphDirectory(graph),
    scopes: { covers: () => Promise.resolve(true) },
    ...{ policy: NO_POLICY, log },
  });
  const codeOf = (idOrUpn: string) =>
    guard.check('enrol', tenant.state.person(idOrUpn).id, ACTOR).then(
      () => 'allowed',
      (error: unknown) => (error instanceof AppError ? error.code : `crash: ${String(error)}`),
    );
  return { tenant, clock, guard, graph, codeOf, lines };
}

/** Changes what a batch gives. */
function changed(change: (answer: Answer) => void): Between {
  return async (request, ask) => {
    const answer = await ask();
    if (!request.url.endsWith('/$batch')) return answer;
    const body = (await answer.json()) as Answer;
    change(body);
    return Response.json(body);
  };
}

const item = (answer: Answer, index: number) => {
  const found = answer.responses.find(({ id }) => id === String(index));
  if (found === undefined) throw new TypeError(`no part ${index}`);
  return found;
};

describe('a person without power', () => {
  it('may get a key, by one call of Graph that is remembered for a minute', async () => {
    const { tenant, clock, codeOf } = await guardOver();
    const calls = () => tenant.state.requests.filter((one) => !one.isBatchItem).length;
    const before = calls();
    expect(await codeOf(LEE)).toBe('allowed');
    expect(calls()).toBe(before + 1);
    clock.pass(59_000);
    expect(await codeOf(LEE)).toBe('allowed');
    expect(calls()).toBe(before + 1);
    clock.pass(1_000);
    expect(await codeOf(LEE)).toBe('allowed');
    expect(calls()).toBe(before + 2);
  });

  it('is asked for by nothing but an object id, in any case', async () => {
    const { tenant, guard } = await guardOver();
    const { id } = tenant.state.person(LEE);
    await guard.check('enrol', id.toUpperCase(), ACTOR);
    for (const name of [LEE, `${id} `, `${id}/../x`, 'me', '']) {
      await expect(guard.check('enrol', name, ACTOR)).rejects.toBeInstanceOf(TypeError);
    }
    const self = { id: id.toUpperCase(), requestId: 'x' };
    await expect(guard.check('enrol', id, self)).rejects.toMatchObject({ code: 'user_is_self' });
  });

  it('becomes somebody with power within a minute', async () => {
    const { tenant, clock, codeOf } = await guardOver();
    expect(await codeOf(LEE)).toBe('allowed');
    tenant.faults.changePerson(LEE, { eligibleRoles: ['Global Administrator'] });
    clock.pass(60_000);
    expect(await codeOf(LEE)).toBe('user_protected');
  });
});

describe('what cannot be read whole', () => {
  const eachPart = Array.from({ length: PARTS }, (_, index) => index);

  it.each(eachPart)(
    'part %i missing, empty, cut short, doubled or refused is a no',
    async (part) => {
      const changes: ((answer: Answer) => void)[] = [
        (answer) => answer.responses.splice(answer.responses.indexOf(item(answer, part)), 1),
        (answer) => answer.responses.push(item(answer, part)),
        (answer) => Object.assign(item(answer, part), { body: null }),
        (answer) => Object.assign(item(answer, part), { body: 'eyJ2YWx1ZSI6W' }),
        (answer) => Object.assign(item(answer, part), { body: {} }),
        (answer) => Object.assign(item(answer, part), { body: { value: 'all of them' } }),
        ...[400, 401, 403, 429, 500, 503].map(
          (status) => (answer: Answer) => Object.assign(item(answer, part), { status, body: {} }),
        ),
      ];
      for (const change of changes) {
        const { codeOf } = await guardOver(changed(change));
        const code = await codeOf(LEE);
        expect(code).toMatch(
          /^(user_protection_unknown|graph_(unavailable|throttled|unauthorized))$/,
        );
      }
    },
  );

  it.each([
    ['an entry without what matters', 1, { value: [{ id: DEMO_GROUPS.europe }] }],
    ['a group whose name is kept back', 1, { value: [group({ displayName: null })] }],
    ['a unit whose name is kept back', 3, { value: [unit({ displayName: null })] }],
    ['a role without an id', 4, { value: [{ principalId: ACTOR.id, directoryScopeId: '/' }] }],
    ['half a page of roles', 4, { value: [{ principalId: ACTOR.id }], '@odata.count': 2 }],
    ['a page that goes on at another address', 4, nextAt('https://evil.example/v1.0/next')],
    ['a page that goes on in another list', 4, nextAt('/v1.0/users?$skiptoken=x')],
    [
      'a page whose rest is refused',
      4,
      nextAt(`${'/v1.0/roleManagement/directory/'}roleAssignments?$skiptoken=x`),
    ],
    ['somebody who is no person', 0, { value: [] }],
  ])('%s is a no', async (_, part, body) => {
    const { codeOf } = await guardOver(
      changed((answer) => Object.assign(item(answer, part), { body })),
    );
    expect(await codeOf(LEE)).toBe('user_protection_unknown');
  });

  it('a connection that breaks, a time-out and half a document are a no', async () => {
    const broken: Between[] = [
      () => Promise.reject(new TypeError('fetch failed')),
      () => Promise.reject(new DOMException('too late', 'TimeoutError')),
      async (_, ask) => {
        const text = await (await ask()).text();
        return new Response(text.slice(0, text.length / 2), { status: 200 });
      },
    ];
    for (const between of broken) {
      const { codeOf } = await guardOver(between);
      expect(await codeOf(LEE)).toMatch(/^(user_protection_unknown|graph_unavailable)$/);
    }
  });

  it.each([
    'GroupMember.Read.All',
    'RoleManagement.Read.Directory',
    'AdministrativeUnit.Read.All',
    'PrivilegedEligibilitySchedule.Read.AzureADGroup',
  ])('without the permission %s everybody with something of it is a no', async (missing) => {
    const rest = DEFAULT_PERMISSIONS.filter((name) => name !== missing);
    const { tenant, codeOf } = await guardOver(undefined, rest);
    tenant.faults.changePerson(LEE, {
      ...TARGETS['plain'],
      groupIds: [DEMO_GROUPS.europe],
    });
    expect(await codeOf(LEE)).toBe('user_protection_unknown');
  });
});

function group(change: object) {
  const { europe: id } = DEMO_GROUPS;
  return { id, displayName: 'Europe', isAssignableToRole: null, ...change };
}

function unit(change: object) {
  const { europe: id } = DEMO_GROUPS;
  return { id, displayName: 'Essen', isMemberManagementRestricted: null, ...change };
}

function nextAt(address: string) {
  return { value: [], '@odata.nextLink': new URL(address, 'http://localhost').href };
}

describe('roles', () => {
  it('protect unless they are on the list, whatever they are', () => {
    fc.assert(fc.property(fc.uuid(), (id) => id in HARMLESS_ROLES || isPowerful(id)));
    for (const id of Object.keys(HARMLESS_ROLES)) expect(isPowerful(id.toUpperCase())).toBe(false);
  });
});

describe('the check of long lists', () => {
  it('protects the same people as the guard does one by one', async () => {
    const { tenant, graph } = await guardOver();
    const kinds = Object.entries(TARGETS);
    const directory = createGraphDirectory(graph);
    const chosen = kinds.map(([kind, change], index) => {
      const alias = `frontline.${String(index + 1).padStart(4, '0')}`;
      const { id } = tenant.state.person(`${alias}@contoso.example`);
      tenant.faults.changePerson(id, change);
      return { kind, id };
    });
    const all = await createGraphBulkDirectory(graph).protectedIds();
    for (const { kind, id } of chosen) {
      const target = await directory.readTarget(id);
      const caller = { id: ACTOR.id, roles: ['Operator'] } as const;
      const decision = decide(target, caller, 'enrol', NO_POLICY);
      const isProtected = !decision.allowed && decision.refused === 'user_protected';
      expect({ kind, isProtected: all.has(id) }).toEqual({ kind, isProtected });
    }
  });
});
