import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '#e2e/harness/dist.ts';
import { makeGraphCertificate } from '#e2e/harness/graphCertificate.ts';
import { ROLES } from '#shared/api/session.ts';
import { readProjectFile } from './docsFolder.ts';

const run = promisify(execFile);
const FAKE_AZ = fileURLToPath(new URL('./fakeAz.mjs', import.meta.url));
const MANAGED_IDENTITY = 'abababab-0000-4000-8000-000000000001';
const OPERATORS = 'cdcdcdcd-0000-4000-8000-000000000001';
const PAGE = ['--page-origin', 'https://keys.example.com'];

let folder = '';
const state = () => join(folder, 'state.json');

interface Stored {
  readonly list: string;
  readonly id: string;
  readonly displayName?: string;
  readonly appRoleId?: string;
  readonly [member: string]: unknown;
}

async function setUp(...options: string[]) {
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    FAKE_AZ_STATE: state(),
    KEYWRIGHT_SETUP_PAUSE: '0',
  };
  return run('bash', [join(ROOT, 'docs/entra-setup.sh'), ...PAGE, ...options], { env });
}

async function objects(): Promise<Stored[]> {
  return Object.values(JSON.parse(await readFile(state(), 'utf8')).objects);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywright-setup-'));
  await writeFile(join(folder, 'graph.pem'), makeGraphCertificate().certificatePem);
  await writeFile(join(folder, 'api.pem'), makeGraphCertificate().certificatePem);
  await writeFile(join(folder, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${FAKE_AZ}" "$@"\n`);
  await chmod(join(folder, 'az'), 0o755);
  const graph = {
    list: 'servicePrincipals',
    id: 'graph',
    appId: '00000003-0000-0000-c000-000000000000',
  };
  const identity = {
    list: 'servicePrincipals',
    id: MANAGED_IDENTITY,
    appId: 'client-of-identity',
    alternativeNames: [],
  };
  await writeFile(
    state(),
    JSON.stringify({ calls: [], objects: { graph, [MANAGED_IDENTITY]: identity } }),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('docs/entra-setup.sh', { timeout: 60_000 }, () => {
  it('makes the three registrations, consents and assigns, and prints the settings', async () => {
    const certificate = join(folder, 'graph.pem');
    const options = [
      '--certificate',
      certificate,
      '--assign',
      `Operator=${OPERATORS.toUpperCase()}`,
    ];
    const { stdout } = await setUp(...options);
    const all = await objects();
    const named = (name: string) => all.find((one) => one.displayName === name);
    const api = named('Keywright API');
    const page = named('Keywright page');
    const access = named('Keywright Graph access');
    expect(api).toMatchObject({
      identifierUris: [`api://${api?.['appId']}`],
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [{ value: 'access_as_user', isEnabled: true }],
        preAuthorizedApplications: [{ appId: page?.['appId'] }],
      },
      optionalClaims: {
        accessToken: [
          { name: 'acct' },
          { name: 'acrs' },
          { name: 'auth_time' },
          { name: 'xms_cc' },
        ],
      },
    });
    expect(api?.['appRoles']).toMatchObject(
      [...ROLES, 'Holder'].map((role) => ({
        value: `Keywright.${role}`,
        allowedMemberTypes: ['User'],
      })),
    );
    expect(page).toMatchObject({
      spa: {
        redirectUris: ['https://keys.example.com/redirect.html', 'https://keys.example.com/'],
      },
    });
    expect(access?.['keyCredentials']).toHaveLength(1);
    const ofApi = all.find(
      (one) => one.list === 'servicePrincipals' && one['appId'] === api?.['appId'],
    );
    expect(ofApi).toMatchObject({ appRoleAssignmentRequired: true });
    expect(all.filter((one) => one.list === 'graph/appRoleAssignedTo')).toHaveLength(10);
    const assigned = all.filter((one) => one.list === `${ofApi?.id}/appRoleAssignedTo`);
    expect(assigned).toMatchObject([{ principalId: OPERATORS }]);
    expect(stdout).toContain(`KEYWRIGHT_API_CLIENT_ID=${api?.['appId']}`);
    expect(stdout).toContain('KEYWRIGHT_SERVE_PAGE=dist/web');
    expect(stdout).toContain(`"scope": "api://${api?.['appId']}/access_as_user"`);
  });

  it('makes nothing twice when it runs again', async () => {
    const before = await objects();
    await setUp('--certificate', join(folder, 'graph.pem'), '--assign', `Operator=${OPERATORS}`);
    expect(await objects()).toEqual(before);
  });

  it('grants a managed identity the same permissions', async () => {
    const { stdout } = await setUp(
      '--managed-identity',
      MANAGED_IDENTITY,
      '--api-origin',
      'https://api.example.com',
    );
    const granted = (await objects()).filter((one) => one['principalId'] === MANAGED_IDENTITY);
    expect(granted).toHaveLength(10);
    expect(stdout).toContain('KEYWRIGHT_GRAPH_MANAGED_IDENTITY=system');
    expect(stdout).toContain('KEYWRIGHT_PAGE_ORIGINS=https://keys.example.com');
    expect(stdout).toContain('"apiOrigin": "https://api.example.com"');
  });

  it('lets people register their own keys where that is wanted, by a certificate of the API’s own', async () => {
    const before = await objects();
    const grants = (all: Stored[]) => all.filter(({ list }) => list === 'oauth2PermissionGrants');
    expect(grants(before)).toMatchObject([{ scope: 'openid profile offline_access' }]);
    const api = join(folder, 'api.pem');
    const options = [
      '--managed-identity',
      MANAGED_IDENTITY,
      '--delegated',
      '--api-certificate',
      api,
    ];
    const { stdout } = await setUp(...options);
    const all = await objects();
    const named = (list: string, match: (one: Stored) => boolean) =>
      all.find((one) => one.list === list && match(one));
    const made = named('applications', (one) => one.displayName === 'Keywright API');
    const itself = named('servicePrincipals', (one) => one['appId'] === made?.['appId']);
    expect(made).toMatchObject({
      requiredResourceAccess: [
        { resourceAccess: [{ id: 'b2de7db9-10f7-4800-b04c-b5b91e4891d6', type: 'Scope' }] },
      ],
      keyCredentials: [{ customKeyIdentifier: expect.any(String) }],
    });
    expect(grants(all).slice(1)).toMatchObject([
      {
        clientId: itself?.id,
        consentType: 'AllPrincipals',
        resourceId: 'graph',
        scope: 'UserAuthMethod-Passkey.ReadWrite',
      },
    ]);
    expect(stdout).toContain('KEYWRIGHT_SELF_SERVICE=delegated');
    expect(stdout).toContain(`KEYWRIGHT_API_CERTIFICATE_FILE=${api}`);
    await setUp(...options);
    expect(await objects()).toEqual(all);
  });

  it('adds to a consent that was given before, and takes nothing of it away', async () => {
    const kept = JSON.parse(await readFile(state(), 'utf8'));
    const grant = (await objects()).find(
      (one) => one['scope'] === 'UserAuthMethod-Passkey.ReadWrite',
    );
    kept.objects[grant?.id ?? ''].scope = 'User.Read';
    await writeFile(state(), JSON.stringify(kept));
    const issuer = ['--federated-issuer', 'https://i.example', '--federated-subject', 'backend'];
    const { stdout } = await setUp(...issuer, '--delegated');
    const all = await objects();
    expect(all.find(({ id }) => id === grant?.id)).toMatchObject({
      scope: 'User.Read UserAuthMethod-Passkey.ReadWrite',
    });
    const trusting = all.filter(({ list }) => list.endsWith('/federatedIdentityCredentials'));
    expect(trusting).toHaveLength(2);
    expect(stdout).toContain('KEYWRIGHT_API_FEDERATED_TOKEN_FILE=');
  });

  it.each([
    ['no credential', [], /exactly one of/],
    [
      'people’s own right without a credential to exchange their tokens by',
      ['--managed-identity', MANAGED_IDENTITY, '--delegated'],
      /needs --api-certificate/,
    ],
    [
      'two credentials',
      ['--managed-identity', MANAGED_IDENTITY, '--federated-issuer', 'https://i.example'],
      /exactly one of/,
    ],
    [
      'an unknown role',
      ['--managed-identity', MANAGED_IDENTITY, '--assign', `King=${OPERATORS}`],
      /the role is/,
    ],
    [
      'an origin with a path',
      ['--managed-identity', MANAGED_IDENTITY, '--api-origin', 'https://a.example/x'],
      /without a path/,
    ],
  ])('refuses %s before it asks the tenant anything', async (_, options, reason) => {
    const before = await readFile(state(), 'utf8');
    await expect(setUp(...options)).rejects.toMatchObject({
      stderr: expect.stringMatching(reason),
    });
    expect(await readFile(state(), 'utf8')).toBe(before);
  });
});

describe('docs/entra-setup', () => {
  it('says the same ids in the page, the shell script and the PowerShell script', () => {
    const idsOf = (file: string) => {
      const text = readProjectFile(file).toLowerCase();
      return [...new Set(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])].sort();
    };
    const ids = idsOf('docs/entra-setup.sh');
    expect(ids.length).toBeGreaterThanOrEqual(11);
    expect(idsOf('docs/entra-setup.ps1')).toEqual(ids);
    const described = idsOf('docs/entra-setup.md');
    expect(ids.filter((id) => !described.includes(id))).toEqual([]);
  });
});
