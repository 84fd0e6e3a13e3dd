import { AppError } from '#shared/failure/appError.ts';
import {
  type BioEnrollmentAccess,
  beginFingerprint,
  cancelFingerprint,
  captureFingerprint,
  enumerateFingerprints,
  type FingerprintSensor,
  type FingerprintTemplate,
  getFingerprintSensor,
  removeFingerprint,
  setFingerprintName,
} from '../commands/bioEnrollment.ts';
import type { BioEnrollmentCommand } from '../commands/bioEnrollmentRequest.ts';
import type { FingerprintSample } from '../commands/fingerprintSample.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import { bioEnrollmentCommand } from '../features.ts';
import { PIN_UV_AUTH_PERMISSION } from '../pinuv/pinUvAuthToken.ts';
import type { KeySession } from './keySession.ts';
import type { TokenAuth, TokenSource } from './tokenSource.ts';

/** A finger that is being put on the key, touch by touch. */
export interface FingerprintEnrolment {
  /** Waits for one touch. At `remainingSamples` 0 the finger is on the key and `templateId` names it. */
  capture(options?: CtapCallOptions): Promise<FingerprintSample>;
  /** Gives up; the key forgets the touches. */
  cancel(options?: CtapCallOptions): Promise<void>;
  /** Undefined until the first touch. */
  readonly templateId: Uint8Array | undefined;
}

/** Fingerprints of one key. */
export interface FingerprintOperations {
  fingerprintSensor(options?: CtapCallOptions): Promise<FingerprintSensor>;
  listFingerprints(auth: TokenAuth, options?: CtapCallOptions): Promise<FingerprintTemplate[]>;
  /** Takes a token for all touches of one finger. */
  enrollFingerprint(auth: TokenAuth, options?: CtapCallOptions): Promise<FingerprintEnrolment>;
  renameFingerprint(
    input: TokenAuth & { readonly templateId: Uint8Array; readonly friendlyName: string },
    options?: CtapCallOptions,
  ): Promise<void>;
  removeFingerprint(
    input: TokenAuth & { readonly templateId: Uint8Array },
    options?: CtapCallOptions,
  ): Promise<void>;
}

/** Makes the fingerprint operations of one key. */
export function createFingerprintOperations(
  session: KeySession,
  tokens: TokenSource,
): FingerprintOperations {
  const scope = { permissions: PIN_UV_AUTH_PERMISSION.bioEnrollment };

  async function requireCommand(options?: CtapCallOptions): Promise<BioEnrollmentCommand> {
    const command = bioEnrollmentCommand(await session.info(options));
    if (command === undefined) {
      throw new AppError('command_unsupported', 'The key has no fingerprint sensor');
    }
    return command;
  }

  async function withAccess<Result>(
    auth: TokenAuth,
    options: CtapCallOptions | undefined,
    use: (access: BioEnrollmentAccess) => Promise<Result>,
  ): Promise<Result> {
    const command = await requireCommand(options);
    return tokens.withToken(auth, scope, options, async (token) => {
      if (token === undefined) {
        throw new TypeError('Fingerprints need a token');
      }
      return use({ command, token });
    });
  }

  return {
    async fingerprintSensor(options) {
      return getFingerprintSensor(session.link(), await requireCommand(options), options);
    },

    listFingerprints: (auth, options) =>
      withAccess(auth, options, (access) => enumerateFingerprints(session.link(), access, options)),

    async enrollFingerprint(auth, options) {
      const command = await requireCommand(options);
      const access = { command, token: await tokens.acquire(auth, scope, options) };
      let templateId: Uint8Array | undefined;
      return {
        get templateId() {
          return templateId;
        },
        async capture(captureOptions) {
          const link = session.link();
          session.markChanged();
          if (templateId !== undefined) {
            return captureFingerprint(link, access, templateId, undefined, captureOptions);
          }
          const first = await beginFingerprint(link, access, undefined, captureOptions);
          templateId = first.templateId;
          return { feedback: first.feedback, remainingSamples: first.remainingSamples };
        },
        async cancel(cancelOptions) {
          await cancelFingerprint(session.link(), command, cancelOptions);
          templateId = undefined;
        },
      };
    },

    renameFingerprint: (input, options) =>
      withAccess(input, options, (access) =>
        setFingerprintName(session.link(), access, input.templateId, input.friendlyName, options),
      ),

    async removeFingerprint(input, options) {
      await withAccess(input, options, (access) =>
        removeFingerprint(session.link(), access, input.templateId, options),
      );
      session.markChanged();
    },
  };
}
