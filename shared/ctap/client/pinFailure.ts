import { CtapError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { getPinRetries, type PinRetries } from '../commands/clientPin.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import { CLIENT_PIN_SUBCOMMAND, CTAP_COMMAND } from '../ctapCommand.ts';
import type { PinUvAuthProtocolId } from '../pinuv/pinUvAuthProtocol.ts';
import { CTAP_STATUS, toCtapError } from '../status.ts';
import type { KeySession } from './keySession.ts';

/**
 * Finds out what a refused PIN means, without another attempt. A key whose PIN must be changed says PIN_INVALID for the
 * right PIN too (opensk, pico), so getInfo is asked before anybody is told that the PIN is wrong; then the attempts left
 * are read. Remembers a key that wants to be plugged in anew.
 * @returns the error to throw: the one given, or a better one with the same status
 */
export async function explainPinFailure(
  session: KeySession,
  protocol: PinUvAuthProtocolId,
  error: unknown,
  options: CtapCallOptions | undefined,
): Promise<unknown> {
  if (!(error instanceof CtapError)) {
    return error;
  }
  // The key has a new key agreement key after each wrong PIN (CTAP 2.3 §6.5.5.7.2 step 14).
  session.forgetKeyAgreement();
  switch (error.code) {
    case 'pin_invalid': {
      if (isTokenRequest(error) && (await mustChangePin(session, options))) {
        return restate(error, 'pin_change_required', undefined);
      }
      const retries = await readRetries(session, protocol, options);
      if (retries?.powerCycleState === true) {
        session.pinBlocked = pinAuthBlocked(error, retries.pinRetries);
      }
      return restate(error, error.code, retries?.pinRetries);
    }
    case 'pin_auth_blocked': {
      const retries = await readRetries(session, protocol, options);
      session.pinBlocked = pinAuthBlocked(error, retries?.pinRetries);
      return session.pinBlocked;
    }
    case 'pin_blocked':
      return restate(error, error.code, 0);
    default:
      return error;
  }
}

/** A second answer is worth having only if it comes; the first error must not be lost over it. */
async function readRetries(
  session: KeySession,
  protocol: PinUvAuthProtocolId,
  options: CtapCallOptions | undefined,
): Promise<PinRetries | undefined> {
  try {
    return await getPinRetries(session.link(), protocol, options);
  } catch {
    return undefined;
  }
}

async function mustChangePin(
  session: KeySession,
  options: CtapCallOptions | undefined,
): Promise<boolean> {
  try {
    return (await session.currentInfo(options, true)).forcePinChange;
  } catch {
    return false;
  }
}

function isTokenRequest({ command, subCommand }: CtapError): boolean {
  return command === CTAP_COMMAND.clientPin && subCommand !== CLIENT_PIN_SUBCOMMAND.changePIN;
}

function pinAuthBlocked(error: CtapError, pinRetries: number | undefined): CtapError {
  const { command, subCommand } = error;
  const blocked = toCtapError(command, subCommand, CTAP_STATUS.CTAP2_ERR_PIN_AUTH_BLOCKED);
  return restate(blocked, blocked.code, pinRetries);
}

function restate(error: CtapError, code: FailureCode, pinRetries: number | undefined): CtapError {
  const { command, subCommand, status, message } = error;
  return new CtapError(code, message, { command, subCommand, status, pinRetries, cause: error });
}
