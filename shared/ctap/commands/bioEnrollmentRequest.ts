import { concat } from '#shared/bytes/concat.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { CtapRequest } from '../ctapCall.ts';
import { type CTAP_COMMAND, BIO_ENROLLMENT_SUBCOMMAND as SUB } from '../ctapCommand.ts';
import type { PinUvAuth } from '../pinuv/pinUvAuthToken.ts';
import { buildParameters } from './parameters.ts';

/** The number under which a key knows bio enrolment: 0x09, or 0x40 where it has the preview only. */
export type BioEnrollmentCommand =
  | typeof CTAP_COMMAND.bioEnrollment
  | typeof CTAP_COMMAND.bioEnrollmentPreview;

/** One step of bio enrolment. */
export interface BioEnrollmentStep {
  readonly subCommand: number;
  readonly subCommandParams?: CborMap | undefined;
}

/** The modality `fingerprint`, the only one. */
const FINGERPRINT = 0x01;

/** The steps that need pinUvAuthParam, with their parameters. @see CTAP 2.3 §6.7 */
export const bioEnrollmentSteps = {
  enrollBegin: (timeoutMs?: number): BioEnrollmentStep => ({
    subCommand: SUB.enrollBegin,
    subCommandParams: timeoutMs === undefined ? undefined : buildParameters([0x03, timeoutMs]),
  }),
  enrollCaptureNextSample: (templateId: Uint8Array, timeoutMs?: number): BioEnrollmentStep => ({
    subCommand: SUB.enrollCaptureNextSample,
    subCommandParams: buildParameters([0x01, templateId], [0x03, timeoutMs]),
  }),
  enumerateEnrollments: (): BioEnrollmentStep => ({ subCommand: SUB.enumerateEnrollments }),
  setFriendlyName: (templateId: Uint8Array, friendlyName: string): BioEnrollmentStep => ({
    subCommand: SUB.setFriendlyName,
    subCommandParams: buildParameters([0x01, templateId], [0x02, friendlyName]),
  }),
  removeEnrollment: (templateId: Uint8Array): BioEnrollmentStep => ({
    subCommand: SUB.removeEnrollment,
    subCommandParams: buildParameters([0x01, templateId]),
  }),
} as const;

/** Writes the request of one step. */
export function buildBioEnrollmentRequest(
  command: BioEnrollmentCommand,
  step: BioEnrollmentStep,
  auth?: PinUvAuth,
): CtapRequest {
  return {
    command,
    subCommand: step.subCommand,
    parameters: buildParameters(
      [0x01, FINGERPRINT],
      [0x02, step.subCommand],
      [0x03, step.subCommandParams],
      [0x04, auth?.pinUvAuthProtocol],
      [0x05, auth?.pinUvAuthParam],
    ),
  };
}

/** Writes the question for the modality, which is no subCommand. */
export function buildGetModalityRequest(command: BioEnrollmentCommand): CtapRequest {
  return { command, parameters: buildParameters([0x06, true]) };
}

/** What pinUvAuthParam is computed over: modality, subCommand, subCommandParams. @see CTAP 2.3 §6.7 */
export function bioEnrollmentAuthMessage(step: BioEnrollmentStep): Uint8Array {
  return concat(
    Uint8Array.of(FINGERPRINT, step.subCommand),
    step.subCommandParams ? encodeCbor(step.subCommandParams) : new Uint8Array(),
  );
}
