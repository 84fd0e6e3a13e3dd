import { matchingTargets } from '../directory/policies.ts';
import { type TemporaryAccessPass, usability } from '../directory/temporaryAccessPasses.ts';
import { badRequest, GraphRefusal } from './graphError.ts';
import {
  emptyAnswer,
  type GraphCall,
  type GraphRoute,
  isRecord,
  jsonAnswer,
} from './graphRoute.ts';

const READ = [
  'UserAuthMethod-TAP.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.Read.All',
  'UserAuthenticationMethod.ReadWrite.All',
];
const WRITE = ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'];
const MEMBERS = ['@odata.type', 'startDateTime', 'lifetimeInMinutes', 'isUsableOnce'];

/** The pass as Graph shows it; only the answer to the POST carries the secret. */
function view(
  call: GraphCall,
  pass: TemporaryAccessPass,
  secret: string | null,
): Record<string, unknown> {
  const { world } = call;
  const policy = world.policies.temporaryAccessPass;
  const isAllowed = matchingTargets(world.directory, policy, call.person()).length > 0;
  const reason = usability(pass, isAllowed, world.now());
  return {
    id: pass.id,
    isUsable: reason === 'EnabledByPolicy',
    methodUsabilityReason: reason,
    temporaryAccessPass: secret,
    createdDateTime: new Date(pass.createdAt).toISOString(),
    startDateTime: new Date(pass.startsAt).toISOString(),
    lifetimeInMinutes: pass.lifetimeInMinutes,
    isUsableOnce: pass.isUsableOnce,
  };
}

function readRequest(call: GraphCall, body: unknown) {
  const policy = call.world.policies.temporaryAccessPass;
  if (!isRecord(body)) throw badRequest('The request body must be an object.');
  const unknown = Object.keys(body).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined)
    throw badRequest(`The property '${unknown}' does not exist on this type.`);
  const {
    lifetimeInMinutes = policy.defaultLifetimeInMinutes,
    isUsableOnce = policy.isUsableOnce,
    startDateTime,
  } = body;
  const { minimumLifetimeInMinutes: minimum, maximumLifetimeInMinutes: maximum } = policy;
  if (
    typeof lifetimeInMinutes !== 'number' ||
    !Number.isInteger(lifetimeInMinutes) ||
    lifetimeInMinutes < minimum ||
    lifetimeInMinutes > maximum
  ) {
    throw badRequest(
      `Invalid LifetimeInMinutes specified. The valid range between ${String(minimum)} and ${String(maximum)}.`,
    );
  }
  if (typeof isUsableOnce !== 'boolean' || (policy.isUsableOnce && !isUsableOnce)) {
    throw badRequest('Invalid IsUsableOnce specified. The policy allows one-time passes only.');
  }
  const startsAt =
    startDateTime === undefined
      ? call.world.now()
      : Date.parse(typeof startDateTime === 'string' ? startDateTime : '');
  if (!Number.isFinite(startsAt) || startsAt < call.world.now() - 60_000) {
    throw badRequest('Invalid StartDateTime specified.');
  }
  return { lifetimeInMinutes, isUsableOnce, startsAt };
}

async function create(call: GraphCall): Promise<Response> {
  const { world } = call;
  const person = call.person();
  const policy = world.policies.temporaryAccessPass;
  const wanted = readRequest(call, await call.json());
  if (policy.state !== 'enabled') throw badRequest('Temporary Access Pass is disabled by policy.');
  if (person.userType === 'Guest')
    throw badRequest('Temporary Access Pass is not available for guests.');
  const pass = world.passes.create(person.id, {
    ...wanted,
    now: world.now(),
    length: policy.defaultLength,
  });
  call.effect('temporaryAccessPass.created');
  return jsonAnswer(
    {
      '@odata.context': call.context('users/temporaryAccessPassMethods/$entity'),
      ...view(call, pass, pass.secret),
    },
    201,
  );
}

function list(call: GraphCall): Response {
  const pass = call.world.passes.of(call.person().id);
  return jsonAnswer({
    '@odata.context': call.context('users/temporaryAccessPassMethods'),
    value: pass ? [view(call, pass, null)] : [],
  });
}

function unknownPass(): GraphRefusal {
  return new GraphRefusal(
    404,
    'resourceNotFound',
    'The requested authentication method could not be found.',
  );
}

function get(call: GraphCall): Response {
  const pass = call.world.passes.of(call.person().id);
  if (!pass || pass.id !== call.param('id')) throw unknownPass();
  return jsonAnswer({
    '@odata.context': call.context('users/temporaryAccessPassMethods/$entity'),
    ...view(call, pass, null),
  });
}

function remove(call: GraphCall): Response {
  if (!call.world.passes.remove(call.person().id, call.param('id'))) throw unknownPass();
  call.effect('temporaryAccessPass.deleted');
  return emptyAnswer(204);
}

/** Temporary access passes of one user: at most one, the secret shown once. */
export function temporaryAccessPassRoutes(): GraphRoute[] {
  const path = 'users/{user}/authentication/temporaryAccessPassMethods';
  return [
    { method: 'GET', path, permissions: READ, handle: list },
    { method: 'POST', path, permissions: WRITE, handle: create },
    { method: 'GET', path: `${path}/{id}`, permissions: READ, handle: get },
    { method: 'DELETE', path: `${path}/{id}`, permissions: WRITE, handle: remove },
  ];
}
