import { concat } from '#shared/bytes/concat.ts';
import { same } from '../../crypto/hash.ts';
import { demand } from '../../ctapStatus.ts';
import type { Command } from '../context.ts';
import {
  agree,
  checkPinHash,
  demandPinUsable,
  PIN_REQUEST,
  readNewPin,
  storePin,
} from './pinEntry.ts';

/** setPIN (0x03): only while there is none. */
export const setPin: Command = (context, request) => {
  const newPinEnc = request.required(PIN_REQUEST.newPinEnc, 'bytes');
  const param = request.required(PIN_REQUEST.pinUvAuthParam, 'bytes');
  const shared = agree(context, request);
  demand(context.state.pinHash === undefined, 'PIN_AUTH_INVALID');
  demand(shared.protocol.verify(shared.secret, newPinEnc, param), 'PIN_AUTH_INVALID');
  storePin(context, readNewPin(context, shared, newPinEnc));
  return undefined;
};

/** changePIN (0x04). While a change is forced, the old PIN again is no change. */
export const changePin: Command = (context, request) => {
  const newPinEnc = request.required(PIN_REQUEST.newPinEnc, 'bytes');
  const pinHashEnc = request.required(PIN_REQUEST.pinHashEnc, 'bytes');
  const param = request.required(PIN_REQUEST.pinUvAuthParam, 'bytes');
  demandPinUsable(context);
  const shared = agree(context, request);
  const message = concat(newPinEnc, pinHashEnc);
  demand(shared.protocol.verify(shared.secret, message, param), 'PIN_AUTH_INVALID');
  checkPinHash(context, shared, pinHashEnc);
  const { state, profile } = context;
  const pin = readNewPin(context, shared, newPinEnc);
  if (state.forcePinChange && !profile.quirks.samePinAllowedOnForcedChange) {
    const unchanged = state.pinHash !== undefined && same(pin.hash, state.pinHash);
    demand(!unchanged, 'PIN_POLICY_VIOLATION');
  }
  storePin(context, pin);
  return undefined;
};
