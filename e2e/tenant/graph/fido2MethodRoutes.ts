import type { Passkey } from '../directory/passkeys.ts';
import { registerPasskey } from '../registration/registerPasskey.ts';
import { checkRegistrationAllowed } from '../registration/registrationPolicy.ts';
import { creationOptions } from './creationOptions.ts';
import { badRequest, GraphRefusal } from './graphError.ts';
import {
  emptyAnswer,
  type GraphCall,
  type GraphRoute,
  isRecord,
  jsonAnswer,
} from './graphRoute.ts';

const READ = [
  'UserAuthMethod-Passkey.Read.All',
  'UserAuthMethod-Passkey.ReadWrite.All',
  'UserAuthenticationMethod.Read.All',
  'UserAuthenticationMethod.ReadWrite.All',
];
const WRITE = ['UserAuthMethod-Passkey.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'];

const OWN_WRITE = ['UserAuthMethod-Passkey.ReadWrite', 'UserAuthenticationMethod.ReadWrite'];

const DEFAULT_MINUTES = 5;
const MAX_MINUTES = 43_200;

/** The passkey as Graph shows it. */
function view(passkey: Passkey): Record<string, unknown> {
  return {
    id: passkey.id,
    displayName: passkey.displayName,
    createdDateTime: passkey.createdDateTime,
    aaGuid: passkey.aaGuid,
    model: passkey.model,
    attestationCertificates: passkey.attestationCertificates,
    attestationLevel: passkey.attestationLevel,
    passkeyType: passkey.passkeyType,
  };
}

function list(call: GraphCall): Response {
  if ([...call.url.searchParams.keys()].some((name) => name.startsWith('$'))) {
    throw badRequest('This resource does not support OData query parameters.');
  }
  const { world } = call;
  const value = world.passkeys.visibleOf(call.person().id, world.now()).map(view);
  return jsonAnswer({ '@odata.context': call.context('users/authentication/fido2Methods'), value });
}

function unknownPasskey(): GraphRefusal {
  return new GraphRefusal(
    404,
    'resourceNotFound',
    'The requested authentication method could not be found.',
  );
}

function get(call: GraphCall): Response {
  const { world } = call;
  const passkey = world.passkeys
    .visibleOf(call.person().id, world.now())
    .find(({ id }) => id === call.param('id'));
  if (!passkey) throw unknownPasskey();
  return jsonAnswer({
    '@odata.context': call.context('users/authentication/fido2Methods/$entity'),
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    ...view(passkey),
  });
}

function remove(call: GraphCall): Response {
  if (!call.world.passkeys.remove(call.person().id, call.param('id'))) throw unknownPasskey();
  call.effect('passkey.deleted');
  return emptyAnswer(204);
}

const LONGEST_NAME = 30;

/** Among the granted calls, but no documented one: off unless a test says that the tenant has it. */
async function update(call: GraphCall): Promise<Response> {
  const { world } = call;
  if (!world.live.renames) {
    throw new GraphRefusal(405, 'methodNotAllowed', 'The method is not supported for this URL.');
  }
  const person = call.person();
  const body = await call.json();
  if (!isRecord(body)) throw badRequest('The request body must be an object.');
  const unknown = Object.keys(body).find((name) => !['@odata.type', 'displayName'].includes(name));
  if (unknown !== undefined) throw badRequest(`The property '${unknown}' cannot be changed.`);
  const { displayName } = body;
  if (
    typeof displayName !== 'string' ||
    displayName.trim() === '' ||
    displayName.length > LONGEST_NAME
  ) {
    throw badRequest('Invalid displayName specified.');
  }
  if (!world.passkeys.rename(person.id, call.param('id'), displayName)) throw unknownPasskey();
  call.effect('passkey.renamed');
  return emptyAnswer(204);
}

/** Minutes a challenge lives: fixed in v1.0, chosen by query or parenthesis in beta. */
function challengeMinutes(call: GraphCall, inPath: string | undefined): number {
  const query = call.url.searchParams.get('challengeTimeoutInMinutes');
  if (call.version === 'v1.0' && (query !== null || inPath !== undefined)) {
    throw badRequest('The parameter challengeTimeoutInMinutes is not supported.');
  }
  const text = inPath ?? query ?? String(DEFAULT_MINUTES);
  const minutes = Number(text);
  if (!/^\d+$/.test(text) || minutes < DEFAULT_MINUTES || minutes > MAX_MINUTES) {
    throw badRequest(
      `Invalid challengeTimeoutInMinutes. The valid range is ${String(DEFAULT_MINUTES)} to ${String(MAX_MINUTES)}.`,
    );
  }
  return minutes;
}

function options(call: GraphCall, minutesInPath?: string): Response {
  const { world } = call;
  const person = call.person();
  const minutes = challengeMinutes(call, minutesInPath);
  checkRegistrationAllowed(world, person);
  call.effect('challenge.issued');
  return jsonAnswer({
    '@odata.context': call.context('microsoft.graph.webauthnCredentialCreationOptions'),
    ...creationOptions(world, person, minutes),
  });
}

async function create(call: GraphCall): Promise<Response> {
  const person = call.person();
  const passkey = registerPasskey(call.world, person, await call.json());
  call.effect('passkey.created');
  return jsonAnswer(
    {
      '@odata.context': call.context('users/authentication/fido2Methods/$entity'),
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
      ...view(passkey),
    },
    201,
  );
}

/** Rolled out tenant by tenant: without it the address is there and takes nothing. */
function asOwn(handle: GraphRoute['handle']): GraphRoute['handle'] {
  return (call) => {
    if (call.world.live.ownRegistrations) return handle(call);
    throw new GraphRefusal(405, 'methodNotAllowed', 'The method is not supported for this URL.');
  };
}

/** What people may do about their own: documented for v1.0 only. */
function ownRoutes(): GraphRoute[] {
  const path = 'me/authentication/fido2Methods';
  const own = { permissions: OWN_WRITE, versions: ['v1.0'] } as const;
  return [
    {
      ...own,
      method: 'GET',
      path: `${path}/creationOptions`,
      handle: asOwn((call) => options(call)),
    },
    { ...own, method: 'POST', path, handle: asOwn(create) },
  ];
}

/** Passkeys of one user: options, create, list, get, delete; and an update, where the tenant has it. */
export function fido2MethodRoutes(): GraphRoute[] {
  const path = 'users/{user}/authentication/fido2Methods';
  return [
    ...ownRoutes(),
    {
      method: 'GET',
      path: `${path}/creationOptions`,
      permissions: WRITE,
      handle: (call) => options(call),
    },
    {
      method: 'GET',
      path: `${path}/creationOptions(challengeTimeoutInMinutes={minutes})`,
      permissions: WRITE,
      handle: (call) => options(call, call.param('minutes')),
    },
    { method: 'GET', path, permissions: READ, handle: list },
    { method: 'POST', path, permissions: WRITE, handle: create },
    { method: 'GET', path: `${path}/{id}`, permissions: READ, handle: get },
    { method: 'PATCH', path: `${path}/{id}`, permissions: WRITE, handle: update },
    { method: 'DELETE', path: `${path}/{id}`, permissions: WRITE, handle: remove },
  ];
}
