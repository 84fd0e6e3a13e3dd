import { randomUUID, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuditLog } from '#bff/audit/auditLog.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Config } from '#bff/config.ts';
import { testTenantGraph } from '#bff/graph/testTenantGraph.ts';
import { Secret } from '#bff/log/secret.ts';
import { testConfig } from '#bff/testDeps.ts';
import { makeGraphCertificate } from '#e2e/harness/graphCertificate.ts';
import { DEMO_UNITS } from '#e2e/tenant/directory/directory.ts';
import { CANARY_ID } from '#e2e/tenant/directory/seedPeople.ts';
import { DEFAULT_PERMISSIONS, DEMO_IDS } from '#e2e/tenant/options.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import type { PostureCheck } from '#shared/api/posture.ts';
import { type LookParts, lookAtPosture } from './lookAtPosture.ts';

const { certificatePem } = makeGraphCertificate();
const certificate = new X509Certificate(certificatePem);
const OWN: Config['graphCredential'] = {
  kind: 'certificate',
  clientId: DEMO_IDS.backend,
  thumbprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  privateKey: new Secret(''),
};
const LEE = 'lee.gu@contoso.example';

/** A look at an emulated tenant as the setup leaves it, by the real Graph client. */
async function lookOver(permissions: readonly string[] = DEFAULT_PERMISSIONS) {
  const { tenant, token } = await graphClient(
    { canary: true, backend: { certificatesPem: [certificatePem] } },
    permissions,
  );
  // A secret lets the tests' own client in; the registration has none.
  const clock = { now: () => Date.now(), pass: () => undefined };
  const { client } = testTenantGraph(tenant, token, clock);
  const records: AuditEntry[] = [];
  const base = testConfig({
    ...{ graphCredential: OWN, graphOrigin: tenant.state.origin, revokesSessions: true },
    posture: {
      applicationId: DEMO_IDS.backend,
      ...{ expectedOwnerIds: [], canaryId: CANARY_ID, contexts: ['c1'] },
    },
  });
  const parts: LookParts = {
    client,
    config: base,
    now: clock.now,
    newId: () => randomUUID(),
    store: { transaction: (work) => work({} as never, async () => {}) },
    audit: { append: async (_, ...entries) => void records.push(...entries) },
  };
  const lookWith = async (
    change: Partial<Config['posture']> = {},
    more: Partial<LookParts> = {},
  ) => {
    const config = { ...base, posture: { ...base.posture, ...change } };
    const actor = { id: 'system', requestId: 'r' };
    const findings = await lookAtPosture({ ...parts, config, ...more }, { actor, call: {} });
    return (check: PostureCheck) =>
      (findings.get(check) ?? []).map(({ code, subject }) =>
        subject === null ? code : `${code} ${subject}`,
      );
  };
  return { tenant, lookWith, records };
}

const ALL_GOOD: Readonly<Record<PostureCheck, readonly string[]>> = {
  permissions: ['permissionsExact'],
  secrets: ['noSecret'],
  credential: ['certificateGood'],
  owners: ['ownersExpected'],
  conditionalAccess: ['contextBound c1: Keywright: sign in anew'],
  canary: ['canaryRefused'],
};
const CHECKS = Object.keys(ALL_GOOD) as PostureCheck[];

/** Every check but those named is as good as ever. */
function expectOnly(
  of: (check: PostureCheck) => string[],
  expected: Partial<Record<PostureCheck, readonly string[]>>,
) {
  expect(Object.fromEntries(CHECKS.map((check) => [check, of(check)]))).toEqual({
    ...ALL_GOOD,
    ...expected,
  });
}

describe('a look at a tenant', () => {
  it('that is set up as it should be finds all ok', async () => {
    const { lookWith } = await lookOver();
    expectOnly(await lookWith(), {});
  });

  it('finds permissions of every kind, and those of a second page', async () => {
    const { tenant, lookWith } = await lookOver();
    const many = Array.from({ length: 120 }, (_, index) => `Made.Up${index}.Read.All`);
    tenant.faults.setRegistration({
      permissions: [...many, ...DEFAULT_PERMISSIONS.slice(1), 'Directory.ReadWrite.All'],
      exchangePermissions: ['Exchange.ManageAsApp'],
      directoryRoles: ['Global Administrator'],
    });
    const found = (await lookWith())('permissions');
    expect(found.filter((one) => one.startsWith('permissionExtra'))).toHaveLength(120);
    expect(found.filter((one) => !one.startsWith('permissionExtra'))).toEqual([
      'permissionDangerous Directory.ReadWrite.All',
      'permissionDangerous Exchange.ManageAsApp (Office 365 Exchange Online)',
      'directoryRole 62e90394-69f5-4237-9190-012177145e10',
      'permissionMissing UserAuthMethod-Passkey.ReadWrite.All',
    ]);
  });

  it('finds a client secret, another certificate and another issuer', async () => {
    const { tenant, lookWith } = await lookOver();
    const credential = { displayName: 'planted', endDateTime: '2049-01-01T00:00:00Z' };
    tenant.faults.setRegistration({
      principalPasswordCredentials: [credential],
      principalKeyCredentials: [{ ...credential, key: 'AAAA' }],
      federatedCredentials: [{ name: 'elsewhere', issuer: 'https://issuer.example' }],
    });
    expectOnly(await lookWith(), {
      secrets: ['secretThere planted'],
      credential: ['certificateGood', 'certificateOther planted', 'federationOther elsewhere'],
    });
  });

  it('knows its own certificate by the certificate itself', async () => {
    const { tenant, lookWith } = await lookOver();
    const key = certificate.raw.toString('base64');
    const own = { displayName: 'any name', key };
    tenant.faults.setRegistration({
      keyCredentials: [{ ...own, endDateTime: new Date(Date.now() + 86_400_000).toISOString() }],
    });
    expectOnly(await lookWith(), { credential: ['certificateEnds'] });
    tenant.faults.setRegistration({
      keyCredentials: [{ ...own, endDateTime: '2025-01-01T00:00:00Z' }],
    });
    expectOnly(await lookWith(), { credential: ['certificateEnded'] });
    tenant.faults.setRegistration({ keyCredentials: [] });
    expectOnly(await lookWith(), { credential: ['certificateUnknown'] });
  });

  it('finds an owner of either object, once, and lets those who are expected be', async () => {
    const { tenant, lookWith } = await lookOver();
    const { id } = tenant.state.person(LEE);
    tenant.faults.setRegistration({ ownerIds: [LEE], principalOwnerIds: [LEE] });
    expectOnly(await lookWith(), { owners: [`ownerUnexpected Lee Gu (${id})`] });
    expectOnly(await lookWith({ expectedOwnerIds: [id] }), {});
  });

  it('finds a policy that was switched off', async () => {
    const { tenant, lookWith } = await lookOver();
    const policy = { id: randomUUID(), displayName: 'Step-up', contexts: ['c1'] };
    const state = 'enabledForReportingButNotEnforced';
    tenant.faults.setConditionalAccess([{ ...policy, state }]);
    expectOnly(await lookWith(), { conditionalAccess: ['contextReportOnly c1: Step-up'] });
    tenant.faults.setConditionalAccess([]);
    expectOnly(await lookWith(), { conditionalAccess: ['contextUnbound c1'] });
    expectOnly(await lookWith({ contexts: [] }), { conditionalAccess: ['contextNotSet'] });
  });

  it('of a managed identity has no registration to look at', async () => {
    const { tenant, lookWith } = await lookOver();
    tenant.faults.setRegistration({ servicePrincipalType: 'ManagedIdentity' });
    const graphCredential: Config['graphCredential'] = {
      kind: 'managedIdentity',
      clientId: DEMO_IDS.backend,
    };
    const config = testConfig({
      ...{ graphCredential, graphOrigin: tenant.state.origin, revokesSessions: true },
      posture: {
        applicationId: DEMO_IDS.backend,
        ...{ expectedOwnerIds: [], canaryId: CANARY_ID, contexts: ['c1'] },
      },
    });
    expectOnly(await lookWith({}, { config }), { credential: ['certificateNotNeeded'] });
    const nobody = await lookWith({ applicationId: null });
    for (const check of ['permissions', 'secrets', 'credential', 'owners'] as const) {
      expect(nobody(check)).toEqual(['applicationNotSet']);
    }
    expect((await lookWith({ applicationId: randomUUID() }))('secrets')).toEqual([
      'applicationElsewhere',
    ]);
  });
});

describe('the canary', () => {
  it('is asked for with a note before and after, and nothing of anybody is deleted', async () => {
    const { tenant, lookWith, records } = await lookOver();
    await lookWith();
    expect(records).toMatchObject([
      { phase: 'intent', action: 'probeCanary', result: null, holderId: CANARY_ID },
      {
        ...{ phase: 'outcome', action: 'probeCanary', result: 'ok' },
        detail: { graphCode: 'Authorization_RequestDenied' },
      },
    ]);
    expect(tenant.state.countRequests('DELETE', /fido2Methods/)).toBe(1);
  });

  it('is not touched where the intent cannot be written down', async () => {
    const { tenant, lookWith } = await lookOver();
    const audit = createAuditLog({
      now: () => 0,
      gate: {
        check() {
          throw new RangeError('no audit');
        },
      },
    });
    expect((await lookWith({}, { audit }))('canary')).toEqual(['lookFailed internal']);
    expect(tenant.state.countRequests('DELETE', /fido2Methods/)).toBe(0);
  });

  it('that is not set up, not there or in no restricted unit proves nothing', async () => {
    const { tenant, lookWith } = await lookOver();
    expectOnly(await lookWith({ canaryId: null }), { canary: ['canaryNotSet'] });
    expectOnly(await lookWith({ canaryId: randomUUID() }), { canary: ['canaryNotFound'] });
    tenant.faults.changePerson(CANARY_ID, { unitIds: [DEMO_UNITS.essen] });
    expectOnly(await lookWith(), { canary: ['canaryNotRestricted'] });
    expect(tenant.state.countRequests('DELETE', /fido2Methods/)).toBe(0);
  });

  it('that Graph does not refuse is broken, whether it says "done" or "not there"', async () => {
    const { tenant, lookWith, records } = await lookOver();
    for (const status of [404, 200]) {
      tenant.faults.add({
        ...{ method: 'DELETE', path: 'fido2Methods' },
        effect: { kind: 'status', status, when: 'before' },
      });
      expectOnly(await lookWith(), { canary: ['canaryNotRefused'] });
    }
    expect(records.map(({ result }) => result)).toEqual([null, 'graph_not_found', null, 'ok']);
  });

  it('that Graph says nothing certain of could not be looked at', async () => {
    const { tenant, lookWith } = await lookOver();
    tenant.faults.add({
      ...{ method: 'DELETE', path: 'fido2Methods' },
      effect: { kind: 'status', status: 503, when: 'before' },
    });
    expectOnly(await lookWith(), { canary: ['lookFailed graph_outcome_unknown'] });
  });
});

describe('what cannot be looked at', () => {
  const without = (name: string) => DEFAULT_PERMISSIONS.filter((one) => one !== name);

  it.each([
    ['Policy.Read.ConditionalAccess', ['conditionalAccess']],
    ['RoleManagement.Read.Directory', []],
    ['AdministrativeUnit.Read.All', ['canary']],
    ['UserAuthMethod-Passkey.ReadWrite.All', ['canary']],
  ] as const)(
    'without %s says so, and nothing else is kept from its look',
    async (name, checks) => {
      const { lookWith } = await lookOver(without(name));
      const needed = [`permissionNeeded ${name}`];
      expectOnly(await lookWith(), {
        permissions: [`permissionMissing ${name}`],
        ...Object.fromEntries(checks.map((check) => [check, needed])),
      });
    },
  );

  it('without Application.Read.All is most of it', async () => {
    const needed = ['permissionNeeded Application.Read.All'];
    const { lookWith } = await lookOver(without('Application.Read.All'));
    expectOnly(await lookWith(), {
      ...{ permissions: needed, secrets: needed, credential: needed, owners: needed },
    });
  });

  it('with a token from before a permission came is named by that permission', async () => {
    const name = 'RoleManagement.Read.Directory';
    const { tenant, lookWith } = await lookOver(without(name));
    tenant.faults.setRegistration({ permissions: DEFAULT_PERMISSIONS });
    expectOnly(await lookWith(), { permissions: [`permissionNeeded ${name}`] });
  });

  it('because Graph is away says with which failure', async () => {
    const { tenant, lookWith } = await lookOver();
    tenant.faults.add({
      ...{ path: 'servicePrincipals', times: 4 },
      effect: { kind: 'status', status: 503, when: 'before' },
    });
    const failed = ['lookFailed graph_unavailable'];
    expectOnly(await lookWith(), {
      ...{ permissions: failed, secrets: failed, credential: failed, owners: failed },
    });
  });

  it('because Graph left something out is not taken for "none"', async () => {
    const { tenant, lookWith } = await lookOver();
    tenant.faults.add({
      ...{ path: "applications\\(appId='[^']*'\\)$" },
      effect: { kind: 'malformed' },
    });
    const failed = ['lookFailed graph_response_invalid'];
    expectOnly(await lookWith(), {
      ...{ permissions: failed, secrets: failed, credential: failed, owners: failed },
    });
  });
});
