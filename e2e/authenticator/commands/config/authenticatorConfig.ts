import { concat } from '#shared/bytes/concat.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { demand, StatusError } from '../../ctapStatus.ts';
import { isProtected } from '../../state/keyState.ts';
import { authorise } from '../authorise.ts';
import type { Command, KeyContext } from '../context.ts';
import { currentOptions } from '../getInfo.ts';
import { readRequest } from '../request.ts';
import { setMinPinLength } from './setMinPinLength.ts';

const MEMBER = { subCommand: 0x01, subCommandParams: 0x02, protocol: 0x03, param: 0x04 } as const;
const COMMAND_BYTE = 0x0d;

function enableEnterpriseAttestation(context: KeyContext): void {
  demand(context.profile.info.options['ep'] !== undefined, 'INVALID_SUBCOMMAND');
  context.state.enterpriseAttestation = true;
}

function toggleAlwaysUv(context: KeyContext): void {
  demand(context.profile.info.options['alwaysUv'] !== undefined, 'INVALID_SUBCOMMAND');
  context.state.alwaysUv = !context.state.alwaysUv;
}

/** authenticatorConfig (0x0D), CTAP 2.1 §6.11. */
export const authenticatorConfig: Command = (context, request) => {
  const { state, session, profile } = context;
  const subCommand = request.required(MEMBER.subCommand, 'integer');
  const params = request.optional(MEMBER.subCommandParams, 'map');
  if (isProtected(state) || currentOptions(profile, state)['alwaysUv'] === true) {
    const message = concat(
      new Uint8Array(32).fill(0xff),
      Uint8Array.of(COMMAND_BYTE, subCommand),
      params === undefined ? new Uint8Array(0) : encodeCbor(params),
    );
    demand(!session.configTokenDead || !request.map.has(MEMBER.param), 'PIN_AUTH_INVALID');
    authorise(context, request, MEMBER, message, 'acfg');
  }
  switch (subCommand) {
    case 0x01:
      enableEnterpriseAttestation(context);
      break;
    case 0x02:
      toggleAlwaysUv(context);
      break;
    case 0x03:
      setMinPinLength(context, readRequest(params ?? new Map()));
      break;
    default:
      throw new StatusError(profile.quirks.unknownStatus ?? 'INVALID_SUBCOMMAND');
  }
  context.save();
  return undefined;
};
