import type { z } from 'zod';
import type { DirectoryCall } from '#bff/graph/directory.ts';
import type { GraphClient } from '#bff/graph/graphClient.ts';
import type { GraphRequest } from '#bff/graph/graphRequest.ts';
import * as requests from '#bff/graph/postureRequests.ts';
import * as shapes from '#bff/graph/postureWire.ts';
import { rolesRequest } from '#bff/graph/privilegeRequests.ts';
import { readAllPages } from '#bff/graph/readAllPages.ts';
import { pageOf, roleAssignmentResource } from '#bff/graph/wire.ts';
import type { PostureFinding } from '#shared/api/posture.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { found, reading } from './finding.ts';

/** How the tenant is asked. */
export interface PostureSource {
  readonly client: Pick<GraphClient, 'send'>;
  readonly origin: string;
  readonly call: DirectoryCall;
}

/** Credentials of an application or a service principal; `id` is the object's, not the application's. */
export type Registered = z.infer<typeof shapes.registrationResource>;

/** Our own application as the tenant has it. */
export interface Registration {
  /** Null: a managed identity, which has no registration. */
  readonly application: Registered | null;
  readonly principal: Registered;
}

/** A granted permission, with the API that it is for. */
export interface Grant {
  /** Of the API. */
  readonly applicationId: string;
  readonly apiName: string;
  /** Its id where the API does not name it. */
  readonly permission: string;
}

const MANAGED_IDENTITY = 'ManagedIdentity';
const READS_APPLICATIONS = 'Application.Read.All';
const READS_ROLES = 'RoleManagement.Read.Directory';

function all<T extends z.ZodType>(source: PostureSource, request: GraphRequest, item: T) {
  const { client, origin, call } = source;
  return readAllPages(client, origin, request, pageOf(item), call);
}

function one<T>(source: PostureSource, request: GraphRequest, shape: z.ZodType<T>) {
  return reading(READS_APPLICATIONS, source.client.send(request, shape, source.call));
}

const nullIfMissing = (error: unknown): null => {
  if (error instanceof GraphError && error.code === 'graph_not_found') return null;
  throw error;
};

/** Reads our own registration. A finding says why there is nothing to judge. */
export async function readRegistration(
  source: PostureSource,
  applicationId: string | null,
): Promise<Registration | PostureFinding> {
  if (applicationId === null) return found('applicationNotSet');
  const asked = (kind: 'applications' | 'servicePrincipals') =>
    requests.registrationRequest(kind, applicationId);
  const principal = await one(source, asked('servicePrincipals'), shapes.principalResource).catch(
    nullIfMissing,
  );
  if (principal === null) return found('applicationElsewhere');
  if (principal.servicePrincipalType === MANAGED_IDENTITY) return { application: null, principal };
  const application = await one(source, asked('applications'), shapes.registrationResource).catch(
    nullIfMissing,
  );
  return application === null ? found('applicationElsewhere') : { application, principal };
}

/** Every application permission that a service principal has, of any API. */
export async function readGrants(source: PostureSource, principalId: string): Promise<Grant[]> {
  const grants = await reading(
    READS_APPLICATIONS,
    all(source, requests.grantsRequest(principalId), shapes.grantResource),
  );
  const apis = new Map<string, z.infer<typeof shapes.apiResource>>();
  for (const id of new Set(grants.map(({ resourceId }) => resourceId))) {
    apis.set(id, await one(source, requests.apiRolesRequest(id), shapes.apiResource));
  }
  return grants.map(({ appRoleId, resourceId }) => {
    const api = apis.get(resourceId);
    const role = api?.appRoles.find(({ id }) => id.toLowerCase() === appRoleId.toLowerCase());
    return {
      applicationId: api?.appId.toLowerCase() ?? resourceId,
      apiName: api?.displayName ?? resourceId,
      permission: role?.value ?? appRoleId,
    };
  });
}

/** The directory roles that the application itself has: ids of their definitions. */
export async function readOwnRoles(source: PostureSource, principalId: string): Promise<string[]> {
  const request = rolesRequest('roleAssignments', principalId);
  const roles = await reading(READS_ROLES, all(source, request, roleAssignmentResource));
  return roles.map(({ roleDefinitionId }) => roleDefinitionId);
}

/** Names of the issuers' credentials that are taken for the application. */
export async function readFederations(
  source: PostureSource,
  objectId: string,
): Promise<readonly string[]> {
  const request = requests.federatedCredentialsRequest(objectId);
  const rows = await reading(READS_APPLICATIONS, all(source, request, shapes.federatedResource));
  return rows.map(({ name }) => name);
}

/** Who owns the application or its service principal, each once. */
export async function readOwners(
  source: PostureSource,
  { application, principal }: Registration,
): Promise<readonly shapes.OwnerResource[]> {
  const owners = new Map<string, shapes.OwnerResource>();
  const asked = [
    requests.ownersRequest('servicePrincipals', principal.id),
    ...(application === null ? [] : [requests.ownersRequest('applications', application.id)]),
  ];
  for (const request of asked) {
    const rows = await reading(READS_APPLICATIONS, all(source, request, shapes.ownerResource));
    for (const owner of rows) owners.set(owner.id.toLowerCase(), owner);
  }
  return [...owners.values()];
}

/** Every Conditional Access policy. */
export function readConditionalAccess(
  source: PostureSource,
): Promise<readonly shapes.ConditionalAccessResource[]> {
  return reading(
    'Policy.Read.ConditionalAccess',
    all(source, requests.conditionalAccessRequest(), shapes.conditionalAccessResource),
  );
}
