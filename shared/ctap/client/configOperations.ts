import { AppError } from '#shared/failure/appError.ts';
import {
  type ConfigChange,
  configureAuthenticator,
  enableEnterpriseAttestation,
  enableLongTouchForReset,
  type MinPinLengthParameters,
  setMinPinLength,
  toggleAlwaysUv,
} from '../commands/authenticatorConfig.ts';
import type { GetInfo } from '../commands/getInfo.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import {
  supportsEnterpriseAttestation,
  supportsLongTouchForReset,
  supportsSetMinPinLength,
  supportsToggleAlwaysUv,
} from '../features.ts';
import { PIN_UV_AUTH_PERMISSION } from '../pinuv/pinUvAuthToken.ts';
import type { KeySession } from './keySession.ts';
import type { OptionalAuth, TokenSource } from './tokenSource.ts';

/**
 * Settings of one key. Each call takes a new token with permission `acfg`; without a platform for keys without a PIN.
 * A setting that getInfo does not offer is `command_unsupported`, and nothing is sent.
 */
export interface ConfigOperations {
  setMinPinLength(
    input: OptionalAuth & MinPinLengthParameters,
    options?: CtapCallOptions,
  ): Promise<void>;
  /** Switches always-UV over; look at `alwaysUv(info)` first. */
  toggleAlwaysUv(input: OptionalAuth, options?: CtapCallOptions): Promise<void>;
  enableEnterpriseAttestation(input: OptionalAuth, options?: CtapCallOptions): Promise<void>;
  enableLongTouchForReset(input: OptionalAuth, options?: CtapCallOptions): Promise<void>;
}

/** Makes the settings operations of one key. */
export function createConfigOperations(session: KeySession, tokens: TokenSource): ConfigOperations {
  async function apply(
    { platform, by }: OptionalAuth,
    change: ConfigChange,
    isSupported: (info: GetInfo) => boolean,
    options: CtapCallOptions | undefined,
  ): Promise<void> {
    // Not left to the key to say: some firmware falls silent for good over a command it does not know.
    if (!isSupported(await session.info(options))) {
      throw new AppError('command_unsupported', 'The key does not have this setting');
    }
    const auth = platform && { platform, by };
    const scope = { permissions: PIN_UV_AUTH_PERMISSION.authenticatorConfiguration };
    try {
      await tokens.withToken(auth, scope, options, (token) =>
        configureAuthenticator(session.link(), change, token, options),
      );
    } finally {
      session.markChanged();
    }
  }

  return {
    setMinPinLength: (input, options) =>
      apply(input, setMinPinLength(input), supportsSetMinPinLength, options),
    toggleAlwaysUv: (input, options) =>
      apply(input, toggleAlwaysUv(), supportsToggleAlwaysUv, options),
    enableEnterpriseAttestation: (input, options) =>
      apply(input, enableEnterpriseAttestation(), supportsEnterpriseAttestation, options),
    enableLongTouchForReset: (input, options) =>
      apply(input, enableLongTouchForReset(), supportsLongTouchForReset, options),
  };
}
