import { describe, expect, it } from 'vitest';
import { TEST_NOW } from '#bff/testDeps.ts';
import { DEFAULT_PERMISSIONS } from '#e2e/tenant/options.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import { createGraphAccessPasses } from './graphAccessPasses.ts';
import { testTenantGraph } from './testTenantGraph.ts';

const CLOCK = { now: () => TEST_NOW, pass: () => undefined };

async function bench(permissions: readonly string[] = DEFAULT_PERMISSIONS) {
  const { tenant, token } = await graphClient({}, permissions);
  const person = (alias: string) => tenant.state.person(`${alias}@contoso.example`);
  return { tenant, person, passes: createGraphAccessPasses(testTenantGraph(tenant, token, CLOCK)) };
}

describe('access passes through Graph', () => {
  it('are made once with their text, found without it, and deleted', async () => {
    const { passes, person, tenant } = await bench();
    const { id } = person('megan.bowen');
    expect(await passes.find(id)).toBeNull();
    const { pass, secret } = await passes.create(id, { lifetimeMinutes: 60 });
    expect(secret.reveal()).toBe(tenant.state.temporaryAccessPassOf(id)?.secret);
    expect(await passes.find(id)).toEqual(pass);
    expect(pass).toMatchObject({ isUsable: true, isUsableOnce: true, lifetimeMinutes: 60 });
    tenant.faults.markTemporaryAccessPassUsed(id);
    expect(await passes.find(id)).toMatchObject({ isUsable: false });
    await passes.remove(id, pass.id);
    await passes.remove(id, pass.id);
    expect(await passes.find(id)).toBeNull();
  });

  it('that begin later count as usable', async () => {
    const { passes, person } = await bench();
    const { id } = person('megan.bowen');
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    await passes.create(id, { startsAt, lifetimeMinutes: 60 });
    expect(await passes.find(id)).toMatchObject({ isUsable: true, startsAt });
  });

  it('follow a policy that says whom it reaches', async () => {
    const { passes, person, tenant } = await bench();
    const { id } = person('megan.bowen');
    expect(await passes.policyFor(id)).toEqual({
      policy: {
        isEnabled: true,
        defaultLifetimeMinutes: 60,
        minimumLifetimeMinutes: 60,
        maximumLifetimeMinutes: 480,
      },
      isReached: true,
    });
    await expect(passes.create(id, { lifetimeMinutes: 10 })).rejects.toMatchObject({
      code: 'pass_lifetime_refused',
    });
    const other = await bench();
    other.tenant.faults.setTemporaryAccessPassPolicy({ includeTargets: [] });
    expect(await other.passes.policyFor(id)).toMatchObject({ isReached: false });
    expect(tenant.state.temporaryAccessPassOf(id)).toBeUndefined();
  });

  it('whose answer is lost say that nobody knows', async () => {
    const { passes, person, tenant } = await bench();
    const { id } = person('megan.bowen');
    tenant.faults.add({
      method: 'POST',
      path: 'temporaryAccessPassMethods$',
      effect: { kind: 'status', status: 503, when: 'after' },
    });
    await expect(passes.create(id, { lifetimeMinutes: 60 })).rejects.toMatchObject({
      code: 'graph_outcome_unknown',
    });
    expect(await passes.find(id)).toMatchObject({ lifetimeMinutes: 60 });
  });

  it('need a permission of their own', async () => {
    const { passes, person } = await bench(
      DEFAULT_PERMISSIONS.filter((name) => !name.includes('TAP')),
    );
    await expect(passes.find(person('megan.bowen').id)).rejects.toMatchObject({
      code: 'graph_forbidden',
    });
  });
});

describe('people around a pass', () => {
  it('are the manager, where there is one, and the language to write in', async () => {
    const { passes, person, tenant } = await bench();
    const { id } = person('megan.bowen');
    expect(await passes.manager(id)).toMatchObject({ displayName: 'Lee Gu' });
    expect(await passes.manager(person('lee.gu').id)).toBeNull();
    expect(await passes.preferredLanguage(id)).toBeNull();
    tenant.faults.changePerson('megan.bowen@contoso.example', { preferredLanguage: 'de-AT' });
    expect(await passes.preferredLanguage(id)).toBe('de-AT');
  });
});
