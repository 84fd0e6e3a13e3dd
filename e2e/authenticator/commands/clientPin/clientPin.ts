import { StatusError } from '../../ctapStatus.ts';
import type { Command } from '../context.ts';
import { getPinToken, getTokenUsingPin, getTokenUsingUv } from './getToken.ts';
import { MISMATCHES_PER_POWER_CYCLE, PIN_REQUEST, readProtocol } from './pinEntry.ts';
import { changePin, setPin } from './setPin.ts';

const ANSWER = { keyAgreement: 0x01, pinRetries: 0x03, powerCycleState: 0x04, uvRetries: 0x05 };

const getPinRetries: Command = ({ state, session }) =>
  new Map<number, number | boolean>([
    [ANSWER.pinRetries, state.pinRetries],
    [
      ANSWER.powerCycleState,
      session.pinMismatches >= MISMATCHES_PER_POWER_CYCLE && state.pinRetries > 0,
    ],
  ]);

const getKeyAgreement: Command = (context, request) => {
  const { id } = readProtocol(context, request);
  return new Map([[ANSWER.keyAgreement, context.session.keyAgreement(id).publicKey()]]);
};

const getUvRetries: Command = ({ state }) => new Map([[ANSWER.uvRetries, state.uvRetries]]);

const SUBCOMMANDS: Readonly<Record<number, { since21: boolean; sensor: boolean; run: Command }>> = {
  1: { since21: false, sensor: false, run: getPinRetries },
  2: { since21: false, sensor: false, run: getKeyAgreement },
  3: { since21: false, sensor: false, run: setPin },
  4: { since21: false, sensor: false, run: changePin },
  5: { since21: false, sensor: false, run: getPinToken },
  6: { since21: true, sensor: true, run: getTokenUsingUv },
  7: { since21: true, sensor: true, run: getUvRetries },
  9: { since21: true, sensor: false, run: getTokenUsingPin },
};

/** authenticatorClientPIN (0x06): hands a subcommand on (CTAP 2.1 §6.5.5). */
export const clientPin: Command = (context, request) => {
  const subCommand = SUBCOMMANDS[request.required(PIN_REQUEST.subCommand, 'integer')];
  const { options } = context.profile.info;
  const known =
    subCommand !== undefined &&
    (!subCommand.since21 || options['pinUvAuthToken'] === true) &&
    (!subCommand.sensor || options['uv'] !== undefined);
  if (!known) throw new StatusError(context.profile.quirks.unknownStatus ?? 'INVALID_SUBCOMMAND');
  return subCommand.run(context, request);
};
