import { concat } from '#shared/bytes/concat.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { demand, StatusError } from '../../ctapStatus.ts';
import { discoverable, remainingPlaces } from '../../state/keyState.ts';
import { authorise } from '../authorise.ts';
import type { Command, CommandResult, KeyContext } from '../context.ts';
import { takeNext } from '../enumeration.ts';
import { type CommandRequest, readRequest } from '../request.ts';
import { deleteCredential, updateUserInformation } from './changeCredential.ts';
import { enumerateCredentials, enumerateRps } from './enumerate.ts';

const MEMBER = { subCommand: 0x01, subCommandParams: 0x02, protocol: 0x03, param: 0x04 } as const;

function getCredsMetadata({ profile, state }: KeyContext): CborValue {
  return new Map([
    [0x01, discoverable(state).length],
    [0x02, remainingPlaces(profile, state)],
  ]);
}

/** A token for the whole key, not one bound to an RP. */
function demandUnbound(context: KeyContext): void {
  demand(context.session.token.rpId() === undefined, 'PIN_AUTH_INVALID');
}

function run(context: KeyContext, subCommand: number, params: CommandRequest): CommandResult {
  switch (subCommand) {
    case 0x01:
      demandUnbound(context);
      return getCredsMetadata(context);
    case 0x02:
      demandUnbound(context);
      return enumerateRps(context);
    case 0x04:
      return enumerateCredentials(context, params);
    case 0x06:
      return deleteCredential(context, params);
    case 0x07:
      return updateUserInformation(context, params);
    default:
      throw new StatusError(context.profile.quirks.unknownStatus ?? 'INVALID_SUBCOMMAND');
  }
}

/** authenticatorCredentialManagement (0x0A, preview 0x41), CTAP 2.1 §6.8. */
export const credentialManagement: Command = (context, request) => {
  const subCommand = request.required(MEMBER.subCommand, 'integer');
  if (subCommand === 0x03) return takeNext(context, 'rps');
  if (subCommand === 0x05) return takeNext(context, 'credentials');
  if (subCommand === 0x07 && !context.profile.quirks.updateUserInformation) {
    throw new StatusError('INVALID_COMMAND');
  }
  const params = request.optional(MEMBER.subCommandParams, 'map');
  const message = concat(
    Uint8Array.of(subCommand),
    params === undefined ? new Uint8Array(0) : encodeCbor(params),
  );
  authorise(context, request, MEMBER, message, 'cm');
  return run(context, subCommand, readRequest(params ?? new Map()));
};
