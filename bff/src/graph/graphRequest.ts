import { z } from 'zod';
import type { NewAccessPass } from './accessPasses.ts';
import type { RegistrationBody } from './directory.ts';
import { odataLiteral, pathGuid, withQuery } from './requestPath.ts';

export type GraphVersion = 'v1.0' | 'beta';

/** One call of Graph, made by a builder below and by nothing else. */
export interface GraphRequest {
  /** For log lines. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query under the Graph origin. */
  readonly path: string;
  /** Needed by `$search`, `$count` and casts. */
  readonly isEventual?: boolean;
  /** Goes with the token of the person whom it is about, and with no other. */
  readonly asUser?: true;
  /** A challenge runs from the answer on. */
  readonly opensChallenge?: true;
  readonly body?: unknown;
  /** Reads that go out as one (`$batch`), in place of a body. */
  readonly parts?: readonly GraphRequest[];
}

const PERSON_PROPERTIES = 'id,displayName,userPrincipalName,mail,accountEnabled,userType';
const SEARCH_PAGE = 25;
const GROUP_PROPERTIES = 'id,displayName,description';
/** What Graph takes in one `in (…)`. */
export const MOST_VALUES = 15;
/** A credential ID of 1,023 bytes as base64url, and Graph's count of padding. */
const METHOD_ID = /^[A-Za-z0-9_-]{1,1365}$/;
const challengeMinutesSchema = z.int().min(5).max(43_200);

/** Graph calls it opaque; all that were ever seen are base64url letters, and nothing else may reach a path. */
function pathMethodId(id: string): string {
  if (!METHOD_ID.test(id)) throw new TypeError('a method id must be base64url letters');
  return id;
}

/** The inside of a `$search` clause: backslash and double quote are escaped. */
function searchText(text: string): string {
  return text.replaceAll(/["\\]/g, '\\$&');
}

function fido2Methods(version: GraphVersion, userId: string): string {
  return `/${version}/users/${pathGuid(userId)}/authentication/fido2Methods`;
}

/** `GET /organization`: the tenant's name. */
export function organizationRequest(): GraphRequest {
  const path = withQuery('/v1.0/organization', { $select: 'id,displayName' });
  return { operation: 'organization', method: 'GET', path };
}

/** `GET /users?$search`: words of the name, beginnings of mail and UPN. */
export function searchPeopleRequest(query: string): GraphRequest {
  const text = searchText(query);
  const clauses = ['displayName', 'mail', 'userPrincipalName'].map((name) => `"${name}:${text}"`);
  const path = withQuery('/v1.0/users', {
    $search: clauses.join(' OR '),
    $select: PERSON_PROPERTIES,
    $top: String(SEARCH_PAGE),
  });
  return { operation: 'searchPeople', method: 'GET', path, isEventual: true };
}

/** `GET /users?$filter`: exactly this UPN; works where `$search` does not. */
export function personByNameRequest(userPrincipalName: string): GraphRequest {
  const path = withQuery('/v1.0/users', {
    $filter: `userPrincipalName eq ${odataLiteral(userPrincipalName)}`,
    $select: PERSON_PROPERTIES,
  });
  return { operation: 'personByName', method: 'GET', path };
}

/** `GET /users?$filter=… in (…)`: whoever has one of these values; Graph takes at most {@link MOST_VALUES}. */
export function peopleByRequest(
  property: 'id' | 'userPrincipalName' | 'mail',
  values: readonly string[],
): GraphRequest {
  const path = withQuery('/v1.0/users', {
    $filter: `${property} in (${values.map(odataLiteral).join(',')})`,
    $select: PERSON_PROPERTIES,
  });
  return { operation: 'peopleByValue', method: 'GET', path };
}

/** `GET /users/{id}`. */
export function personRequest(userId: string): GraphRequest {
  const path = withQuery(`/v1.0/users/${pathGuid(userId)}`, { $select: PERSON_PROPERTIES });
  return { operation: 'person', method: 'GET', path };
}

/** `POST /$batch`: several reads in one call; each keeps its cost, its permission and its answer. */
export function batchRequest(operation: string, parts: readonly GraphRequest[]): GraphRequest {
  return { operation, method: 'POST', path: '/v1.0/$batch', parts };
}

/** Whether a call changes nothing, whatever its method is. */
export function isRead({ method, parts }: GraphRequest): boolean {
  return method === 'GET' || (parts?.every(isRead) ?? false);
}

/** `GET /users/{id}/transitiveMemberOf/microsoft.graph.group`: ids of all groups, over pages. */
export function groupsRequest(userId: string): GraphRequest {
  const path = withQuery(
    `/v1.0/users/${pathGuid(userId)}/transitiveMemberOf/microsoft.graph.group`,
    { $select: 'id', $count: 'true', $top: '999' },
  );
  return { operation: 'groups', method: 'GET', path, isEventual: true };
}

/** `GET /groups?$search`: words of the name. */
export function searchGroupsRequest(query: string): GraphRequest {
  const path = withQuery('/v1.0/groups', {
    $search: `"displayName:${searchText(query)}"`,
    $select: GROUP_PROPERTIES,
    $top: String(SEARCH_PAGE),
  });
  return { operation: 'searchGroups', method: 'GET', path, isEventual: true };
}

/** `GET /groups?$filter`: beginnings of the name; works where `$search` does not. */
export function groupsByNameRequest(beginning: string): GraphRequest {
  const path = withQuery('/v1.0/groups', {
    $filter: `startswith(displayName,${odataLiteral(beginning)})`,
    $select: GROUP_PROPERTIES,
    $top: String(SEARCH_PAGE),
  });
  return { operation: 'groupsByName', method: 'GET', path };
}

/** `GET /groups/{id}`. */
export function groupRequest(groupId: string): GraphRequest {
  const path = withQuery(`/v1.0/groups/${pathGuid(groupId)}`, { $select: GROUP_PROPERTIES });
  return { operation: 'group', method: 'GET', path };
}

/** `GET /groups/{id}/transitiveMembers/microsoft.graph.user`: people only, nested groups opened, over pages. */
export function groupPeopleRequest(groupId: string): GraphRequest {
  const path = withQuery(
    `/v1.0/groups/${pathGuid(groupId)}/transitiveMembers/microsoft.graph.user`,
    { $select: PERSON_PROPERTIES, $count: 'true', $top: '999' },
  );
  return { operation: 'groupPeople', method: 'GET', path, isEventual: true };
}

/** `GET /groups/{id}/transitiveMembers`: whether there is any member, of whatever kind. */
export function groupMembersRequest(groupId: string): GraphRequest {
  const path = withQuery(`/v1.0/groups/${pathGuid(groupId)}/transitiveMembers`, {
    $select: 'id',
    $top: '1',
  });
  return { operation: 'groupMembers', method: 'GET', path };
}

/** `GET /groups?$filter=isAssignableToRole eq true`: groups whose members may hold directory roles, over pages. */
export function roleGroupsRequest(): GraphRequest {
  const path = withQuery('/v1.0/groups', {
    $filter: 'isAssignableToRole eq true',
    $select: 'id',
    $top: '999',
  });
  return { operation: 'roleGroups', method: 'GET', path };
}

/** `GET /groups/{id}/owners/microsoft.graph.user` or `/transitiveMembers/…`: ids only, over pages. */
export function groupIdsRequest(
  groupId: string,
  relation: 'owners' | 'transitiveMembers',
): GraphRequest {
  const path = withQuery(`/v1.0/groups/${pathGuid(groupId)}/${relation}/microsoft.graph.user`, {
    $select: 'id',
    $count: 'true',
    $top: '999',
  });
  return { operation: 'groupIds', method: 'GET', path, isEventual: true };
}

/** `GET …/authenticationMethodConfigurations/fido2`; profiles may come only when expanded. */
export function fido2PolicyRequest(): GraphRequest {
  const path = withQuery(
    '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2',
    { $expand: 'passkeyProfiles' },
  );
  return { operation: 'fido2Policy', method: 'GET', path };
}

/** `GET /users/{id}/authentication/fido2Methods`; takes no OData options. */
export function listPasskeysRequest(userId: string): GraphRequest {
  return { operation: 'listPasskeys', method: 'GET', path: fido2Methods('v1.0', userId) };
}

/**
 * `GET …/creationOptions`; the lifetime of the challenge can be chosen in beta only.
 * @throws TypeError for minutes that Graph does not know: that is a mistake of ours.
 */
export function creationOptionsRequest(
  version: GraphVersion,
  userId: string,
  challengeMinutes: number,
): GraphRequest {
  if (!challengeMinutesSchema.safeParse(challengeMinutes).success) {
    throw new TypeError('a challenge lives for 5 to 43,200 whole minutes');
  }
  const parameter = version === 'beta' ? `(challengeTimeoutInMinutes=${challengeMinutes})` : '';
  return {
    operation: 'creationOptions',
    method: 'GET',
    path: `${fido2Methods(version, userId)}/creationOptions${parameter}`,
    opensChallenge: true,
  };
}

/** `POST …/fido2Methods`: registers a passkey. */
export function createPasskeyRequest(
  version: GraphVersion,
  userId: string,
  body: RegistrationBody,
): GraphRequest {
  return {
    operation: 'createPasskey',
    method: 'POST',
    path: fido2Methods(version, userId),
    body,
  };
}

/** `DELETE …/fido2Methods/{id}`. */
export function deletePasskeyRequest(userId: string, methodId: string): GraphRequest {
  return {
    operation: 'deletePasskey',
    method: 'DELETE',
    path: `${fido2Methods('v1.0', userId)}/${pathMethodId(methodId)}`,
  };
}

/** `PATCH …/fido2Methods/{id}`: another name. Granted to applications, and not documented: v1.0 may answer 405. */
export function renamePasskeyRequest(
  version: GraphVersion,
  userId: string,
  methodId: string,
  displayName: string,
): GraphRequest {
  return {
    operation: 'renamePasskey',
    method: 'PATCH',
    path: `${fido2Methods(version, userId)}/${pathMethodId(methodId)}`,
    body: { displayName },
  };
}

/** `POST /users/{id}/revokeSignInSessions`: refresh tokens and browser sessions from before end; no body. */
export function revokeSessionsRequest(userId: string): GraphRequest {
  return {
    operation: 'revokeSessions',
    method: 'POST',
    path: `/v1.0/users/${pathGuid(userId)}/revokeSignInSessions`,
  };
}

function accessPasses(userId: string): string {
  return `/v1.0/users/${pathGuid(userId)}/authentication/temporaryAccessPassMethods`;
}

/** `GET …/authenticationMethodConfigurations/temporaryAccessPass`: the policy for access passes. */
export function accessPassPolicyRequest(): GraphRequest {
  const path =
    '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass';
  return { operation: 'accessPassPolicy', method: 'GET', path };
}

/** `GET …/temporaryAccessPassMethods`: at most one. */
export function listAccessPassesRequest(userId: string): GraphRequest {
  return { operation: 'listAccessPasses', method: 'GET', path: accessPasses(userId) };
}

/** `POST …/temporaryAccessPassMethods`: a pass that is usable once. */
export function createAccessPassRequest(
  userId: string,
  { startsAt, lifetimeMinutes }: NewAccessPass,
): GraphRequest {
  return {
    operation: 'createAccessPass',
    method: 'POST',
    path: accessPasses(userId),
    body: {
      ...(startsAt !== undefined && { startDateTime: startsAt }),
      lifetimeInMinutes: lifetimeMinutes,
      isUsableOnce: true,
    },
  };
}

/** `DELETE …/temporaryAccessPassMethods/{id}`. */
export function deleteAccessPassRequest(userId: string, passId: string): GraphRequest {
  return {
    operation: 'deleteAccessPass',
    method: 'DELETE',
    path: `${accessPasses(userId)}/${pathMethodId(passId)}`,
  };
}

/** `GET /users/{id}/manager`; 404 where there is none. */
export function managerRequest(userId: string): GraphRequest {
  const path = withQuery(`/v1.0/users/${pathGuid(userId)}/manager`, {
    $select: PERSON_PROPERTIES,
  });
  return { operation: 'manager', method: 'GET', path };
}

/** `GET /users/{id}`: in which language to write to them. */
export function languageRequest(userId: string): GraphRequest {
  const path = withQuery(`/v1.0/users/${pathGuid(userId)}`, { $select: 'id,preferredLanguage' });
  return { operation: 'language', method: 'GET', path };
}

/** `POST /users/{id}/sendMail`: one mail from that mailbox; 202 without a body. */
export function sendMailRequest(
  senderId: string,
  mail: { readonly to: string; readonly subject: string; readonly html: string },
): GraphRequest {
  return {
    operation: 'sendMail',
    method: 'POST',
    path: `/v1.0/users/${pathGuid(senderId)}/sendMail`,
    body: {
      message: {
        subject: mail.subject,
        body: { contentType: 'HTML', content: mail.html },
        toRecipients: [{ emailAddress: { address: mail.to } }],
      },
      saveToSentItems: false,
    },
  };
}
