import type { GraphRequest } from './graphRequest.ts';
import { pathGuid, withQuery } from './requestPath.ts';

/** What an application is registered as, and what it is in this tenant. */
type RegistrationKind = 'applications' | 'servicePrincipals';

/**
 * `GET /applications(appId='…')` or `/servicePrincipals(appId='…')`: its credentials, no secret of them. Of one object and
 * with `$select` Graph also gives the certificates themselves.
 */
export function registrationRequest(kind: RegistrationKind, applicationId: string): GraphRequest {
  const more = kind === 'servicePrincipals' ? ',servicePrincipalType' : '';
  const path = withQuery(`/v1.0/${kind}(appId='${pathGuid(applicationId)}')`, {
    $select: `id,passwordCredentials,keyCredentials${more}`,
  });
  return { operation: 'registration', method: 'GET', path };
}

/** `GET /applications/{id}/federatedIdentityCredentials`: whose assertions are taken for the application, over pages. */
export function federatedCredentialsRequest(objectId: string): GraphRequest {
  const path = `/v1.0/applications/${pathGuid(objectId)}/federatedIdentityCredentials`;
  return { operation: 'federatedCredentials', method: 'GET', path };
}

/** `GET /…/{id}/owners`: who may give the application another credential, over pages. */
export function ownersRequest(kind: RegistrationKind, objectId: string): GraphRequest {
  const path = withQuery(`/v1.0/${kind}/${pathGuid(objectId)}/owners`, {
    $select: 'id,displayName',
  });
  return { operation: 'owners', method: 'GET', path };
}

/** `GET /servicePrincipals/{id}/appRoleAssignments`: the application permissions that were granted, over pages. */
export function grantsRequest(principalId: string): GraphRequest {
  const path = `/v1.0/servicePrincipals/${pathGuid(principalId)}/appRoleAssignments`;
  return { operation: 'grants', method: 'GET', path };
}

/** `GET /servicePrincipals/{id}`: the names of the permissions that an API has. */
export function apiRolesRequest(resourceId: string): GraphRequest {
  const path = withQuery(`/v1.0/servicePrincipals/${pathGuid(resourceId)}`, {
    $select: 'id,appId,displayName,appRoles',
  });
  return { operation: 'apiRoles', method: 'GET', path };
}

/** `GET /identity/conditionalAccess/policies`: what each policy is for and whether it is on, over pages. */
export function conditionalAccessRequest(): GraphRequest {
  const path = withQuery('/v1.0/identity/conditionalAccess/policies', {
    $select: 'id,displayName,state,conditions',
  });
  return { operation: 'conditionalAccess', method: 'GET', path };
}
