import { concat } from '#shared/bytes/concat.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { CtapRequest } from '../ctapCall.ts';
import { type CTAP_COMMAND, CREDENTIAL_MANAGEMENT_SUBCOMMAND as SUB } from '../ctapCommand.ts';
import type { PinUvAuth } from '../pinuv/pinUvAuthToken.ts';
import {
  buildDescriptor,
  buildUser,
  type CredentialDescriptor,
  type UserEntity,
} from './credentialEntities.ts';
import { buildParameters } from './parameters.ts';

/** The number under which a key knows credential management: 0x0A, or 0x41 where it has the preview only. */
export type CredentialManagementCommand =
  | typeof CTAP_COMMAND.credentialManagement
  | typeof CTAP_COMMAND.credentialManagementPreview;

/** One step of credential management. */
export interface CredentialManagementStep {
  readonly subCommand: number;
  readonly subCommandParams?: CborMap | undefined;
}

/** The steps that need pinUvAuthParam, with their parameters. @see CTAP 2.3 §6.8 */
export const credentialManagementSteps = {
  getCredsMetadata: (): CredentialManagementStep => ({ subCommand: SUB.getCredsMetadata }),
  enumerateRpsBegin: (): CredentialManagementStep => ({ subCommand: SUB.enumerateRPsBegin }),
  enumerateCredentialsBegin: (rpIdHash: Uint8Array): CredentialManagementStep => ({
    subCommand: SUB.enumerateCredentialsBegin,
    subCommandParams: buildParameters([0x01, rpIdHash]),
  }),
  deleteCredential: (credential: CredentialDescriptor): CredentialManagementStep => ({
    subCommand: SUB.deleteCredential,
    subCommandParams: buildParameters([0x02, buildDescriptor(credential)]),
  }),
  updateUserInformation: (
    credential: CredentialDescriptor,
    user: UserEntity,
  ): CredentialManagementStep => ({
    subCommand: SUB.updateUserInformation,
    subCommandParams: buildParameters([0x02, buildDescriptor(credential)], [0x03, buildUser(user)]),
  }),
} as const;

/** Writes the request of one step. */
export function buildCredentialManagementRequest(
  command: CredentialManagementCommand,
  step: CredentialManagementStep,
  auth?: PinUvAuth,
): CtapRequest {
  return {
    command,
    subCommand: step.subCommand,
    parameters: buildParameters(
      [0x01, step.subCommand],
      [0x02, step.subCommandParams],
      [0x03, auth?.pinUvAuthProtocol],
      [0x04, auth?.pinUvAuthParam],
    ),
  };
}

/** What pinUvAuthParam is computed over: subCommand, subCommandParams. @see CTAP 2.3 §6.8 */
export function credentialManagementAuthMessage(step: CredentialManagementStep): Uint8Array {
  return concat(
    Uint8Array.of(step.subCommand),
    step.subCommandParams ? encodeCbor(step.subCommandParams) : new Uint8Array(),
  );
}
