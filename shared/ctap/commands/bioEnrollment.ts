import { getBytes, getInteger, getOptionalInteger, getOptionalText } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { CtapError } from '#shared/failure/appError.ts';
import { type CtapCallOptions, type CtapLink, callCtap } from '../ctapCall.ts';
import { BIO_ENROLLMENT_SUBCOMMAND as SUB } from '../ctapCommand.ts';
import { authenticateWith, type PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';
import { CTAP_STATUS } from '../status.ts';
import {
  type BioEnrollmentCommand,
  type BioEnrollmentStep,
  bioEnrollmentAuthMessage,
  buildBioEnrollmentRequest,
  buildGetModalityRequest,
  bioEnrollmentSteps as steps,
} from './bioEnrollmentRequest.ts';
import { getOptionalMaps } from './cborLists.ts';
import { type FingerprintSample, parseFingerprintSample } from './fingerprintSample.ts';

/** Where enrolment goes: the number the key knows it by, and a token with permission `be`. */
export interface BioEnrollmentAccess {
  readonly command: BioEnrollmentCommand;
  readonly token: PinUvAuthToken;
}

/** The key's sensor. */
export interface FingerprintSensor {
  /** 1: touch, 2: swipe. */
  readonly fingerprintKind: number;
  /** Touches that one finger needs, at most. */
  readonly maxCaptureSamples: number;
  /** Bytes of the longest name of a finger; CTAP 2.0's preview has none. */
  readonly maxFriendlyNameBytes: number | undefined;
}

/** A finger that is on the key. */
export interface FingerprintTemplate {
  readonly templateId: Uint8Array;
  readonly friendlyName: string | undefined;
}

/** Asks what the key verifies; 1 is a fingerprint, the only kind there is. @see CTAP 2.3 §6.7.2 */
export async function getBioModality(
  link: CtapLink,
  command: BioEnrollmentCommand,
  options?: CtapCallOptions,
): Promise<number> {
  return getInteger(await callCtap(link, buildGetModalityRequest(command), options), 0x01);
}

/** Asks about the sensor. Wire: subCommand 0x07, no token. @see CTAP 2.3 §6.7.3 */
export async function getFingerprintSensor(
  link: CtapLink,
  command: BioEnrollmentCommand,
  options?: CtapCallOptions,
): Promise<FingerprintSensor> {
  const step = { subCommand: SUB.getFingerprintSensorInfo };
  return parseFingerprintSensor(
    await callCtap(link, buildBioEnrollmentRequest(command, step), options),
  );
}

/** Reads what the sensor is. @throws CborError */
export function parseFingerprintSensor(map: CborMap): FingerprintSensor {
  return {
    fingerprintKind: getInteger(map, 0x02),
    maxCaptureSamples: getInteger(map, 0x03),
    maxFriendlyNameBytes: getOptionalInteger(map, 0x08),
  };
}

/** Begins a finger and waits for its first touch. Wire: subCommand 0x01. @see CTAP 2.3 §6.7.4 */
export async function beginFingerprint(
  link: CtapLink,
  access: BioEnrollmentAccess,
  timeoutMs?: number,
  options?: CtapCallOptions,
): Promise<FingerprintSample & { readonly templateId: Uint8Array }> {
  const map = await send(link, access, steps.enrollBegin(timeoutMs), options);
  return { templateId: getBytes(map, 0x04), ...parseFingerprintSample(map) };
}

/** Waits for the next touch of the finger. Wire: subCommand 0x02. @see CTAP 2.3 §6.7.4 */
export async function captureFingerprint(
  link: CtapLink,
  access: BioEnrollmentAccess,
  templateId: Uint8Array,
  timeoutMs?: number,
  options?: CtapCallOptions,
): Promise<FingerprintSample> {
  const step = steps.enrollCaptureNextSample(templateId, timeoutMs);
  return parseFingerprintSample(await send(link, access, step, options));
}

/** Drops a finger that was begun. Wire: subCommand 0x03, no token. @see CTAP 2.3 §6.7.5 */
export async function cancelFingerprint(
  link: CtapLink,
  command: BioEnrollmentCommand,
  options?: CtapCallOptions,
): Promise<void> {
  const step = { subCommand: SUB.cancelCurrentEnrollment };
  await callCtap(link, buildBioEnrollmentRequest(command, step), options);
}

/** Lists the fingers; `[]` for none. Wire: subCommand 0x04. @see CTAP 2.3 §6.7.6 */
export async function enumerateFingerprints(
  link: CtapLink,
  access: BioEnrollmentAccess,
  options?: CtapCallOptions,
): Promise<FingerprintTemplate[]> {
  try {
    const map = await send(link, access, steps.enumerateEnrollments(), options);
    return (getOptionalMaps(map, 0x07) ?? []).map((template) => ({
      templateId: getBytes(template, 0x01),
      friendlyName: getOptionalText(template, 0x02),
    }));
  } catch (error) {
    // The specification's word for "no finger is enrolled".
    if (error instanceof CtapError && error.status === CTAP_STATUS.CTAP2_ERR_INVALID_OPTION) {
      return [];
    }
    throw error;
  }
}

/** Names a finger. Wire: subCommand 0x05. @see CTAP 2.3 §6.7.7 */
export async function setFingerprintName(
  link: CtapLink,
  access: BioEnrollmentAccess,
  templateId: Uint8Array,
  friendlyName: string,
  options?: CtapCallOptions,
): Promise<void> {
  await send(link, access, steps.setFriendlyName(templateId, friendlyName), options);
}

/** Removes a finger. Wire: subCommand 0x06. @see CTAP 2.3 §6.7.8 */
export async function removeFingerprint(
  link: CtapLink,
  access: BioEnrollmentAccess,
  templateId: Uint8Array,
  options?: CtapCallOptions,
): Promise<void> {
  await send(link, access, steps.removeEnrollment(templateId), options);
}

async function send(
  link: CtapLink,
  access: BioEnrollmentAccess,
  step: BioEnrollmentStep,
  options: CtapCallOptions | undefined,
): Promise<CborMap> {
  const auth = await authenticateWith(access.token, bioEnrollmentAuthMessage(step));
  return callCtap(link, buildBioEnrollmentRequest(access.command, step, auth), options);
}
