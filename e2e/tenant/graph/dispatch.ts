import { randomUUID } from 'node:crypto';
import { observe } from '../scripting/observe.ts';
import { type GraphToken, readGraphToken } from '../signIn/appTokens.ts';
import type { TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import { applicationRoutes } from './applicationRoutes.ts';
import { batchRoutes } from './batchRoutes.ts';
import { conditionalAccessRoutes } from './conditionalAccessRoutes.ts';
import { fido2MethodRoutes } from './fido2MethodRoutes.ts';
import { GraphRefusal, graphErrorResponse } from './graphError.ts';
import { GraphCall, type GraphRoute, type GraphVersion } from './graphRoute.ts';
import { groupRoutes } from './groupRoutes.ts';
import { mailRoutes } from './mailRoutes.ts';
import { membershipRoutes } from './membershipRoutes.ts';
import { organizationRoutes } from './organizationRoutes.ts';
import { normalisePath, pathPattern } from './pathPattern.ts';
import { policyRoutes } from './policyRoutes.ts';
import { privilegeRoutes } from './privilegeRoutes.ts';
import { roleAssignmentRoutes } from './roleAssignmentRoutes.ts';
import { temporaryAccessPassRoutes } from './temporaryAccessPassRoutes.ts';
import { userRoutes } from './userRoutes.ts';

const ROUTES = [
  ...batchRoutes(dispatchBatchItem),
  ...userRoutes(),
  ...membershipRoutes(),
  ...fido2MethodRoutes(),
  ...temporaryAccessPassRoutes(),
  ...groupRoutes(),
  ...policyRoutes(),
  ...roleAssignmentRoutes(),
  ...privilegeRoutes(),
  ...organizationRoutes(),
  ...mailRoutes(),
  ...applicationRoutes(),
  ...conditionalAccessRoutes(),
].map((route) => ({ route, pattern: pathPattern(route.path) }));

function findRoute(
  method: string,
  version: GraphVersion,
  path: string,
): { route: GraphRoute; params: ReadonlyMap<string, string> } {
  let isPathKnown = false;
  for (const { route, pattern } of ROUTES) {
    if (route.versions && !route.versions.includes(version)) continue;
    const params = pattern.match(path);
    if (!params) continue;
    isPathKnown = true;
    if (route.method === method) return { route, params };
  }
  if (isPathKnown) {
    throw new GraphRefusal(405, 'methodNotAllowed', 'The method is not supported for this URL.');
  }
  const segment = path.split('/').at(-1) ?? '';
  throw new GraphRefusal(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
}

async function authorise(world: World, request: Request) {
  const [scheme = '', text = ''] = (request.headers.get('Authorization') ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || text === '') {
    throw new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
  }
  const token = await readGraphToken(world, text);
  if (token) return token;
  throw new GraphRefusal(
    401,
    'InvalidAuthenticationToken',
    'Access token validation failure or lifetime validation failed, the token is expired.',
  );
}

/** `/me` is for people; what they lent to the application is good for themselves and nobody else. */
function checkFlow(path: string, { personId }: GraphToken): void {
  const isMe = /^me(\/|$)/i.test(path);
  if (isMe && personId === null) {
    throw new GraphRefusal(
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    );
  }
  if (!isMe && personId !== null) {
    throw new GraphRefusal(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
}

async function answer(
  world: World,
  request: Request,
  env: TenantEnv['Bindings'],
): Promise<Response> {
  const url = new URL(request.url);
  const [, versionText = '', ...rest] = url.pathname.split('/');
  const version: GraphVersion = versionText.toLowerCase() === 'beta' ? 'beta' : 'v1.0';
  try {
    const token = await authorise(world, request);
    const path = normalisePath(rest.join('/'));
    checkFlow(path, token);
    const { route, params } = findRoute(request.method, version, path);
    const call = new GraphCall(world, request, env, version, token, params);
    if (route.permissions.length > 0 && !call.has(...route.permissions)) {
      throw new GraphRefusal(
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
      );
    }
    refuseRestricted(call, route);
    return await route.handle(call);
  } catch (cause) {
    if (cause instanceof GraphRefusal) {
      return graphErrorResponse(world, cause.status, cause.code, cause.message);
    }
    // A percent sign that encodes nothing; every other surprise is a fault of the emulator.
    if (cause instanceof URIError) {
      return graphErrorResponse(world, 400, 'BadRequest', 'Bad Request - Invalid URL');
    }
    throw cause;
  }
}

/** What of a person only administrators of a restricted unit may change, whatever was granted to an application. */
const MANAGED = /^users\/\{user\}\/(?:authentication\/|revokeSignInSessions$)/;

function refuseRestricted(call: GraphCall, { method, path }: GraphRoute): void {
  if (method === 'GET' || !MANAGED.test(path)) return;
  const units = call.world.directory.unitsOf(call.person());
  if (!units.some(({ isMemberManagementRestricted }) => isMemberManagementRestricted === true)) {
    return;
  }
  throw new GraphRefusal(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges: the target object is in a restricted management administrative unit.',
  );
}

/** Answers one Graph request: log and faults outside, token, route and permissions inside. */
export async function dispatchGraph(
  world: World,
  request: Request,
  env: TenantEnv['Bindings'],
  isBatchItem = false,
): Promise<Response> {
  const real = await observe(world, request, env, isBatchItem, () => answer(world, request, env));
  if (real.headers.has('x-hono-already-sent')) return real;
  const sent = new Response(real.body, real);
  const requestId = sent.headers.get('request-id') ?? randomUUID();
  sent.headers.set('request-id', requestId);
  sent.headers.set('client-request-id', request.headers.get('client-request-id') ?? requestId);
  sent.headers.set(
    'x-ms-ags-diagnostic',
    '{"ServerInfo":{"DataCenter":"Emulated","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"EMU"}}',
  );
  sent.headers.set('Date', new Date(world.now()).toUTCString());
  sent.headers.set('Cache-Control', 'no-cache');
  return sent;
}

function dispatchBatchItem(call: GraphCall, request: Request): Promise<Response> {
  return dispatchGraph(call.world, request, call.env, true);
}
