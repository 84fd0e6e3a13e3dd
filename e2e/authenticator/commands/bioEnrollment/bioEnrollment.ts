import { concat } from '#shared/bytes/concat.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { demand, StatusError } from '../../ctapStatus.ts';
import { authorise } from '../authorise.ts';
import type { Command } from '../context.ts';
import { readRequest } from '../request.ts';
import { captureNext, enrollBegin } from './enrol.ts';
import { enumerateEnrollments, removeEnrollment, setFriendlyName } from './templates.ts';

const MEMBER = {
  modality: 0x01,
  subCommand: 0x02,
  subCommandParams: 0x03,
  protocol: 0x04,
  param: 0x05,
  getModality: 0x06,
} as const;
const FINGERPRINT = 1;
const TOUCH_SENSOR = 1;
const MAX_FRIENDLY_NAME_BYTES = 15;

/** authenticatorBioEnrollment (0x09, preview 0x40), CTAP 2.1 §6.7. */
export const bioEnrollment: Command = (context, request) => {
  const sensor = context.profile.fingerprints;
  demand(sensor !== undefined, 'INVALID_COMMAND');
  if (request.optional(MEMBER.getModality, 'boolean') === true) {
    return new Map([[0x01, FINGERPRINT]]);
  }
  const modality = request.required(MEMBER.modality, 'integer');
  demand(modality === FINGERPRINT, 'INVALID_PARAMETER');
  const subCommand = request.required(MEMBER.subCommand, 'integer');
  if (subCommand === 0x03) {
    context.session.fingerEnrolment = undefined;
    return undefined;
  }
  if (subCommand === 0x07) {
    return new Map([
      [0x02, TOUCH_SENSOR],
      [0x03, sensor.samples],
      [0x08, MAX_FRIENDLY_NAME_BYTES],
    ]);
  }
  const map = request.optional(MEMBER.subCommandParams, 'map');
  const message = concat(
    Uint8Array.of(modality, subCommand),
    map === undefined ? new Uint8Array(0) : encodeCbor(map),
  );
  authorise(context, request, MEMBER, message, 'be');
  const params = readRequest(map ?? new Map());
  switch (subCommand) {
    case 0x01:
      return enrollBegin(context, params);
    case 0x02:
      return captureNext(context, params);
    case 0x04:
      return enumerateEnrollments(context);
    case 0x05:
      return setFriendlyName(context, params);
    case 0x06:
      return removeEnrollment(context, params);
    default:
      throw new StatusError('INVALID_SUBCOMMAND');
  }
};
