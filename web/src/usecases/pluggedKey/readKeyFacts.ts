import type { CtapClient } from '#shared/ctap/client.ts';
import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import { describeKey } from '#shared/ctap/describeKey.ts';
import { bioEnrollmentCommand } from '#shared/ctap/features.ts';
import type { CallOptions } from '../ports.ts';
import type { KeyFacts } from './pluggedKeyState.ts';

/**
 * Reads what a key tells without its PIN: getInfo, and the attempts left where there is a PIN. Costs no attempt.
 * @throws CtapError, TransportError, CborError
 */
export async function readKeyFacts(
  client: CtapClient,
  options: CallOptions = {},
): Promise<KeyFacts> {
  const info = await client.getInfo({ ...options, fresh: true });
  const description = describeKey(info);
  const { supports, pinProtocol } = description;
  const pin =
    !supports.pin || pinProtocol === undefined ? 'impossible' : description.hasPin ? 'set' : 'none';
  const attempts = pin === 'set' ? await client.pinRetries(options) : null;
  return {
    firmwareVersion: description.firmwareVersion ?? null,
    pin,
    pinRetries: attempts?.pinRetries ?? null,
    needsReplug: attempts?.powerCycleState ?? false,
    mustChangePin: description.forcePinChange,
    minPinLength: description.minPinLength,
    maxPinLength: description.maxPinLength ?? null,
    hasPinPolicy: info.pinComplexityPolicy === true,
    pinPolicyUrl: info.pinComplexityPolicyUrl ?? null,
    room: description.remainingDiscoverableCredentials ?? null,
    canListPasskeys: supports.credentialManagement,
    hasSensor: supports.bioEnrollment,
    hasFingerprints: hasFingerprints(info),
    // Absent: over any cable (CTAP 2.3 §6.4).
    canResetHere: info.transportsForReset?.includes('usb') ?? true,
    resetWantsLongTouch: description.longTouchForReset,
  };
}

/** The option of bio enrolment is true once a finger is on the key; the preview has one of its own. */
function hasFingerprints(info: GetInfo): boolean {
  const option = info.options.has('bioEnroll') ? 'bioEnroll' : 'userVerificationMgmtPreview';
  return bioEnrollmentCommand(info) !== undefined && info.options.get(option) === true;
}
