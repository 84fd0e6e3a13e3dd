import {
  APP_OBJECTS,
  type KeyCredential,
  type PasswordCredential,
  permissionId,
} from '../directory/registration.ts';
import { stableGuid } from '../directory/stableGuid.ts';
import { GraphRefusal, notFound } from './graphError.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { pageOf } from './paging.ts';
import { readQueryOptions } from './queryOptions.ts';

const READ = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
/** What else there is to be granted, for a list as long as the real one feels. */
const ALWAYS_OFFERED = ['Mail.Read', 'Directory.Read.All', 'RoleManagement.ReadWrite.Directory'];

/** The members that were asked for; all where nothing was selected. */
function selected(
  call: GraphCall,
  type: string,
  full: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { select } = readQueryOptions(call, ['$select']);
  const unknown = select?.find((name) => !(name in full));
  if (unknown !== undefined) {
    throw new GraphRefusal(
      400,
      'BadRequest',
      `Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    );
  }
  const shown = Object.entries(full).filter(([name]) => select?.includes(name) ?? true);
  return { '@odata.context': call.context(`${type}s/$entity`), ...Object.fromEntries(shown) };
}

function passwords(credentials: readonly PasswordCredential[]) {
  return credentials.map(({ displayName, endDateTime }, index) => ({
    customKeyIdentifier: null,
    displayName,
    endDateTime,
    hint: 'Abc',
    keyId: stableGuid(`secret:${String(displayName)}:${String(index)}`),
    secretText: null,
    startDateTime: '2025-01-01T00:00:00Z',
  }));
}

/** The certificates themselves only where they were asked for by name. */
function certificates(call: GraphCall, credentials: readonly KeyCredential[]) {
  const isAsked = /\bkeyCredentials\b/.test(call.url.searchParams.get('$select') ?? '');
  return credentials.map(({ displayName, endDateTime, key }) => ({
    customKeyIdentifier: null,
    displayName,
    endDateTime,
    key: isAsked ? key : null,
    keyId: stableGuid(`certificate:${key}`),
    startDateTime: '2025-01-01T00:00:00Z',
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  }));
}

function application(call: GraphCall): Response {
  const { registration, settings } = call.world;
  const appId = call.param('appId').toLowerCase();
  // A managed identity has no registration.
  const isThere =
    appId === settings.backend.clientId && registration.servicePrincipalType === 'Application';
  if (!isThere) throw notFound(appId);
  return jsonAnswer(
    selected(call, 'application', {
      id: APP_OBJECTS.application,
      appId,
      displayName: 'Keywright Graph access',
      passwordCredentials: passwords(registration.passwordCredentials),
      keyCredentials: certificates(call, registration.keyCredentials),
    }),
  );
}

function principalByAppId(call: GraphCall): Response {
  const { registration, settings } = call.world;
  const appId = call.param('appId').toLowerCase();
  if (appId !== settings.backend.clientId) throw notFound(appId);
  return jsonAnswer(
    selected(call, 'servicePrincipal', {
      id: APP_OBJECTS.principal,
      appId,
      displayName: 'Keywright Graph access',
      servicePrincipalType: registration.servicePrincipalType,
      passwordCredentials: passwords(registration.principalPasswordCredentials),
      keyCredentials: certificates(call, registration.principalKeyCredentials),
    }),
  );
}

/** APIs: what can be granted, by name. */
function api(call: GraphCall): Response {
  const { permissions, exchangePermissions } = call.world.registration;
  const id = call.param('id').toLowerCase();
  const offered = (names: readonly string[]) =>
    [...new Set(names)].map((value) => ({
      allowedMemberTypes: ['Application'],
      displayName: value,
      id: permissionId(value),
      isEnabled: true,
      origin: 'Application',
      value,
    }));
  const apis: Readonly<Record<string, Record<string, unknown>>> = {
    [APP_OBJECTS.graph]: {
      appId: '00000003-0000-0000-c000-000000000000',
      displayName: 'Microsoft Graph',
      appRoles: offered([...ALWAYS_OFFERED, ...permissions]),
    },
    [APP_OBJECTS.exchange]: {
      appId: '00000002-0000-0ff1-ce00-000000000000',
      displayName: 'Office 365 Exchange Online',
      appRoles: offered(exchangePermissions),
    },
  };
  const found = apis[id];
  if (found === undefined) throw notFound(id);
  return jsonAnswer(selected(call, 'servicePrincipal', { id, ...found }));
}

function grants(call: GraphCall): Response {
  if (call.param('id').toLowerCase() !== APP_OBJECTS.principal) throw notFound(call.param('id'));
  const { permissions, exchangePermissions } = call.world.registration;
  const of = (names: readonly string[], resourceId: string, resourceDisplayName: string) =>
    names.map((name) => ({
      id: stableGuid(`grant:${resourceId}:${name}`),
      appRoleId: permissionId(name),
      createdDateTime: '2025-01-01T00:00:00Z',
      principalDisplayName: 'Keywright Graph access',
      principalId: APP_OBJECTS.principal,
      principalType: 'ServicePrincipal',
      resourceDisplayName,
      resourceId,
    }));
  const rows = [
    ...of(permissions, APP_OBJECTS.graph, 'Microsoft Graph'),
    ...of(exchangePermissions, APP_OBJECTS.exchange, 'Office 365 Exchange Online'),
  ];
  const options = readQueryOptions(call, ['$top', '$skiptoken']);
  return jsonAnswer(pageOf(call, 'appRoleAssignments', rows, options));
}

function owners(call: GraphCall, kind: 'application' | 'principal'): Response {
  if (call.param('id').toLowerCase() !== APP_OBJECTS[kind]) throw notFound(call.param('id'));
  const { directory, registration } = call.world;
  const ids = kind === 'application' ? registration.ownerIds : registration.principalOwnerIds;
  const people = ids.flatMap((id) => directory.findPerson(id) ?? []);
  const options = readQueryOptions(call, ['$select', '$top', '$skiptoken']);
  const body = pageOf(call, 'directoryObjects', people, options);
  // Whose name it is may be read by who may read people.
  const mayRead = call.has('User.Read.All', 'User.ReadBasic.All', 'Directory.Read.All');
  const value = body.value.map(({ id, displayName }) => ({
    '@odata.type': '#microsoft.graph.user',
    id,
    ...(options.select?.includes('displayName') !== false && {
      displayName: mayRead ? displayName : null,
    }),
  }));
  return jsonAnswer({ ...body, value });
}

function federated(call: GraphCall): Response {
  if (call.param('id').toLowerCase() !== APP_OBJECTS.application) throw notFound(call.param('id'));
  const rows = call.world.registration.federatedCredentials.map(({ name, issuer }) => ({
    id: stableGuid(`federated:${name}`),
    name,
    issuer,
    subject: name,
    description: null,
    audiences: ['api://AzureADTokenExchange'],
  }));
  const options = readQueryOptions(call, ['$top', '$skiptoken']);
  return jsonAnswer(pageOf(call, 'federatedIdentityCredentials', rows, options));
}

/** The backend's application: registration, service principal, owners, credentials and what was granted to it. */
export function applicationRoutes(): GraphRoute[] {
  const get = (path: string, handle: GraphRoute['handle']): GraphRoute => ({
    method: 'GET',
    path,
    permissions: READ,
    handle,
  });
  return [
    get("applications(appId='{appId}')", application),
    get("servicePrincipals(appId='{appId}')", principalByAppId),
    get('servicePrincipals/{id}', api),
    get('servicePrincipals/{id}/appRoleAssignments', grants),
    get('servicePrincipals/{id}/owners', (call) => owners(call, 'principal')),
    get('applications/{id}/owners', (call) => owners(call, 'application')),
    get('applications/{id}/federatedIdentityCredentials', federated),
  ];
}
