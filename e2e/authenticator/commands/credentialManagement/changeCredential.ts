import { same } from '../../crypto/hash.ts';
import { demand } from '../../ctapStatus.ts';
import { discoverable, type StoredCredential } from '../../state/keyState.ts';
import type { CommandResult, KeyContext } from '../context.ts';
import { type CommandRequest, readRequest } from '../request.ts';

const PARAM = { credentialId: 0x02, user: 0x03 } as const;

function find(context: KeyContext, params: CommandRequest): StoredCredential {
  const id = readRequest(params.required(PARAM.credentialId, 'map')).required('id', 'bytes');
  const found = discoverable(context.state).find((one) => same(one.credentialId, id));
  demand(found !== undefined, 'NO_CREDENTIALS');
  const bound = context.session.token.rpId();
  demand(bound === undefined || bound === found.rpId, 'PIN_AUTH_INVALID');
  return found;
}

/** deleteCredential (0x06) */
export function deleteCredential(context: KeyContext, params: CommandRequest): CommandResult {
  const gone = find(context, params);
  context.state.credentials = context.state.credentials.filter((one) => one !== gone);
  context.save();
  return undefined;
}

/** updateUserInformation (0x07): other names for the same user id. */
export function updateUserInformation(context: KeyContext, params: CommandRequest): CommandResult {
  const old = find(context, params);
  const user = readRequest(params.required(PARAM.user, 'map'));
  demand(same(user.required('id', 'bytes'), old.userId), 'INVALID_PARAMETER');
  const changed: StoredCredential = {
    ...old,
    userName: user.optional('name', 'text') || undefined,
    userDisplayName: user.optional('displayName', 'text') || undefined,
  };
  context.state.credentials = context.state.credentials.map((one) => (one === old ? changed : one));
  context.save();
  return undefined;
}
