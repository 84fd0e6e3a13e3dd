import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GraphCredential } from '#bff/config/readGraphCredential.ts';
import { testConfig } from '#bff/testDeps.ts';
import { FINDING_STATES, type PostureFinding } from '#shared/api/posture.ts';
import { documentedPermissions, GRAPH_APPLICATION, isDangerous } from './documentedPermissions.ts';
import { found, stateOf } from './finding.ts';
import * as judge from './judge.ts';
import { postureLines } from './postureLines.ts';
import type { Grant, Registered } from './readRegistration.ts';

const NOW = Date.parse('2027-06-01T09:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number) => new Date(NOW + days * DAY).toISOString();

const short = (findings: readonly PostureFinding[]) =>
  findings.map(({ code, subject }) => (subject === null ? code : `${code} ${subject}`));

describe('the permissions', () => {
  const config = testConfig();
  const documented = documentedPermissions(config);
  const used = [...documented].flatMap(([name, use]) => (use === 'used' ? [name] : []));
  const ofGraph = (names: readonly string[]): Grant[] =>
    names.map((permission) => ({
      ...{ applicationId: GRAPH_APPLICATION, apiName: 'Microsoft Graph' },
      permission,
    }));
  const judged = (grants: readonly Grant[], roles: readonly string[] = []) =>
    short(judge.judgePermissions(grants, documented, roles));

  it('are ok when they are exactly the documented ones', () => {
    expect(judged(ofGraph(used))).toEqual(['permissionsExact']);
    expect(judged(ofGraph([...used, 'UserAuthMethod-TAP.ReadWrite.All']))).toEqual([
      'permissionsExact',
    ]);
  });

  it('name what is missing, and what is too many by whether it only reads', () => {
    const [first, ...rest] = used;
    const grants = ofGraph([...rest, 'Mail.Read', 'RoleManagement.ReadWrite.Directory']);
    expect(judged(grants)).toEqual([
      'permissionExtra Mail.Read',
      'permissionDangerous RoleManagement.ReadWrite.Directory',
      `permissionMissing ${first}`,
    ]);
  });

  it('are not held against those of another API of the same name', () => {
    const exchange = { applicationId: randomUUID(), apiName: 'Exchange', permission: 'Mail.Send' };
    expect(judged([...ofGraph(used), exchange])).toEqual([
      'permissionDangerous Mail.Send (Exchange)',
    ]);
    const [first = ''] = used;
    const elsewhere = { ...exchange, permission: first };
    expect(judged([...ofGraph(used.slice(1)), elsewhere])).toContain(`permissionMissing ${first}`);
  });

  it('that are documented for what is not switched on need attention', () => {
    const findings = judge.judgePermissions(ofGraph([...used, 'Mail.Send']), documented, []);
    expect(short(findings)).toEqual(['permissionIdle Mail.Send']);
    expect(stateOf(findings)).toBe('attention');
  });

  it('are broken by a directory role', () => {
    expect(judged(ofGraph(used), ['62e90394'])).toEqual(['directoryRole 62e90394']);
  });

  it('follow the settings', () => {
    const { mail, posture } = config;
    const more = documentedPermissions({
      readsEligible: false,
      revokesSessions: true,
      mail: { ...mail, route: { kind: 'graph', senderId: randomUUID() } },
      posture: { ...posture, contexts: ['c1'] },
    });
    const changed = [...more].flatMap(([name, use]) =>
      documented.get(name) === use ? [] : [`${name} ${use}`],
    );
    expect(changed).toEqual([
      'PrivilegedEligibilitySchedule.Read.AzureADGroup free',
      'Policy.Read.ConditionalAccess used',
      'User.RevokeSessions.All used',
      'Mail.Send used',
    ]);
    expect(documented.get('User.RevokeSessions.All')).toBe('idle');
  });

  it.each([
    ...['RoleManagement.ReadWrite.Directory', 'Directory.ReadWrite.All', 'Mail.Send'],
    ...['AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.OwnedBy', 'full_access_as_app'],
    ...['Sites.FullControl.All', 'User.ManageIdentities.All', 'Readers.Everything', ''],
  ])('that change something are dangerous: %s', (name) => {
    expect(isDangerous(name)).toBe(true);
  });

  it.each(['Mail.Read', 'User.ReadBasic.All', 'Policy.Read.All', 'RoleManagement.Read.Directory'])(
    'that only read are not: %s',
    (name) => {
      expect(isDangerous(name)).toBe(false);
    },
  );
});

const NOTHING: Registered = { id: randomUUID(), passwordCredentials: [], keyCredentials: [] };
const secret = (displayName: string | null) => ({
  ...{ keyId: randomUUID(), displayName, endDateTime: inDays(-1) },
});

describe('client secrets', () => {
  it('are ok when there is none', () => {
    expect(short(judge.judgeSecrets({ application: NOTHING, principal: NOTHING }))).toEqual([
      'noSecret',
    ]);
    expect(short(judge.judgeSecrets({ application: null, principal: NOTHING }))).toEqual([
      'noSecret',
    ]);
  });

  it('need attention in either place, ended or not, named or not', () => {
    const [inApplication, inPrincipal] = [secret('pipeline'), secret(null)];
    const findings = judge.judgeSecrets({
      application: { ...NOTHING, passwordCredentials: [inApplication] },
      principal: { ...NOTHING, passwordCredentials: [inPrincipal] },
    });
    expect(findings).toEqual([
      { code: 'secretThere', subject: 'pipeline', until: inDays(-1) },
      { code: 'secretThere', subject: inPrincipal.keyId, until: inDays(-1) },
    ]);
    expect(stateOf(findings)).toBe('attention');
  });
});

describe('the credential', () => {
  const OWN_KEY = Buffer.from('our certificate').toString('base64');
  // printf 'our certificate' | sha256sum
  const thumbprintSha256 = 'af0f31d1a2fefd3d69eac722cc362bde020befb935f66ba98d84aaad1e57dbdc';
  const certificate = { kind: 'certificate', clientId: 'x', thumbprintSha256 } as GraphCredential;
  const identity: GraphCredential = { kind: 'managedIdentity', clientId: null };
  const federated: GraphCredential = { kind: 'federated', clientId: 'x', tokenFile: 'x' };
  const key = (days: number, own = true) => ({
    keyId: randomUUID(),
    displayName: own ? 'ours' : 'theirs',
    endDateTime: inDays(days),
    key: own ? OWN_KEY : Buffer.from('another').toString('base64'),
  });
  const judged = (
    keys: readonly ReturnType<typeof key>[],
    credential: GraphCredential = certificate,
    more: Partial<judge.CredentialFacts> = {},
  ) =>
    judge.judgeCredential({
      registration: {
        application: { ...NOTHING, keyCredentials: [...keys] },
        principal: NOTHING,
      },
      federations: [],
      now: NOW,
      credential,
      ...more,
    });

  it('is good with 30 days left, ends soon with less, and has ended with none', () => {
    expect(judged([key(30)])).toEqual([found('certificateGood', null, inDays(30))]);
    expect(judged([key(29.9)])).toEqual([found('certificateEnds', null, inDays(29.9))]);
    expect(judged([key(0)])).toEqual([found('certificateEnded', null, inDays(0))]);
  });

  it('has to be registered, whatever else is', () => {
    expect(short(judged([]))).toEqual(['certificateUnknown']);
    expect(short(judged([{ ...key(99), key: '' }]))).toEqual([
      'certificateUnknown',
      'certificateOther ours',
    ]);
  });

  it('is the only one: another that is good could be somebody else’s, one that has ended could not', () => {
    expect(short(judged([key(99), key(99, false), key(-1, false)]))).toEqual([
      'certificateGood',
      'certificateOther theirs',
    ]);
    expect(short(judged([key(99)], federated, { federations: ['ours'] }))).toEqual([
      'certificateNotNeeded',
      'certificateOther ours',
    ]);
  });

  it('is not looked for on the enterprise application, where no portal shows any', () => {
    const registration = {
      application: { ...NOTHING, keyCredentials: [key(99)] },
      principal: { ...NOTHING, keyCredentials: [key(99, false)] },
    };
    expect(short(judged([], certificate, { registration }))).toEqual([
      'certificateGood',
      'certificateOther theirs',
    ]);
  });

  it('of a managed identity needs no certificate of ours, and the platform’s own are not others', () => {
    const registration = {
      application: null,
      principal: { ...NOTHING, keyCredentials: [key(99, false)] },
    };
    expect(short(judged([], identity, { registration }))).toEqual(['certificateNotNeeded']);
  });

  it('may be one federated credential, where that is used, and no more', () => {
    expect(short(judged([], federated, { federations: ['ours'] }))).toEqual([
      'certificateNotNeeded',
    ]);
    expect(short(judged([], federated, { federations: ['ours', 'other'] }))).toEqual([
      'certificateNotNeeded',
      'federationOther other',
    ]);
    expect(short(judged([key(99)], certificate, { federations: ['other'] }))).toEqual([
      'certificateGood',
      'federationOther other',
    ]);
  });
});

describe('owners', () => {
  const [ada, ben] = [randomUUID(), randomUUID()];

  it('are ok when there are none, or only expected ones', () => {
    expect(short(judge.judgeOwners([], []))).toEqual(['ownersExpected']);
    expect(short(judge.judgeOwners([{ id: ada.toUpperCase() }], [ada]))).toEqual([
      'ownersExpected',
    ]);
  });

  it('who are not expected are named, also those whose name may not be read', () => {
    const owners = [
      { id: ada, displayName: 'Ada' },
      { id: ben, displayName: null },
    ];
    expect(short(judge.judgeOwners(owners, []))).toEqual([
      `ownerUnexpected Ada (${ada})`,
      `ownerUnexpected ${ben}`,
    ]);
  });
});

describe('the policy behind a context', () => {
  const policy = (state: string, contexts: readonly string[] | null) => ({
    ...{ id: randomUUID(), displayName: `P ${state}`, state },
    conditions: {
      applications: {
        includeAuthenticationContextClassReferences: contexts === null ? null : [...contexts],
      },
    },
  });
  const judged = (policies: readonly ReturnType<typeof policy>[], contexts = ['c1']) =>
    short(judge.judgeConditionalAccess(contexts, policies));
  const REPORTING = 'enabledForReportingButNotEnforced';

  it('is not asked for where the settings name no context', () => {
    expect(judged([], [])).toEqual(['contextNotSet']);
  });

  it('has to be on', () => {
    expect(judged([policy('disabled', ['c1']), policy('enabled', ['c2', 'c1'])])).toEqual([
      'contextBound c1: P enabled',
    ]);
    expect(judged([policy('disabled', ['c1']), policy(REPORTING, ['c1'])])).toEqual([
      `contextReportOnly c1: P ${REPORTING}`,
    ]);
    expect(judged([policy('disabled', ['c1'])])).toEqual(['contextOff c1: P disabled']);
  });

  it('has to be for this context', () => {
    const others = [policy('enabled', ['c2', 'c11']), policy('enabled', null)];
    const plain = { ...policy('enabled', []), conditions: { applications: null } };
    expect(short(judge.judgeConditionalAccess(['c1'], [...others, plain]))).toEqual([
      'contextUnbound c1',
    ]);
  });

  it('is looked at for each', () => {
    expect(judged([policy('enabled', ['c1'])], ['c1', 'c3'])).toEqual([
      'contextBound c1: P enabled',
      'contextUnbound c3',
    ]);
  });
});

describe('a check', () => {
  it('is as bad as the worst of what was found', () => {
    const worst = (...codes: (keyof typeof FINDING_STATES)[]) =>
      stateOf(codes.map((code) => found(code)));
    expect(worst('certificateGood', 'certificateOther')).toBe('attention');
    expect(worst('permissionExtra', 'permissionMissing')).toBe('broken');
    expect(worst('contextBound', 'lookFailed')).toBe('unknown');
    expect(stateOf([])).toBe('unknown');
  });

  it('has a line for everything that can be found, and no name gets out of its line', () => {
    const codes = Object.keys(FINDING_STATES) as (keyof typeof FINDING_STATES)[];
    const findings = codes.map((code) => found(code, 'a\nb\u001b[31m\u202ec', inDays(1)));
    const since = inDays(0);
    const checks = [{ check: 'owners', state: 'ok', findings, since } as const];
    const lines = postureLines({ checks, lookedAt: since, isLooking: false });
    expect(new Set(lines).size).toBe(codes.length);
    for (const line of lines) expect(line).toMatch(/^ok {8}owners: [^\p{C}]+, until 2027-06-02$/u);
  });

  it('keeps no more than the beginning of a long name', () => {
    expect(found('secretThere', 'é'.repeat(1_000)).subject).toBe('é'.repeat(200));
  });
});
