import {
  type ConfigChange,
  configureAuthenticator,
  enableEnterpriseAttestation,
  enableLongTouchForReset,
  type MinPinLengthParameters,
  setMinPinLength,
  toggleAlwaysUv,
} from '../commands/authenticatorConfig.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import { PIN_UV_AUTH_PERMISSION } from '../pinuv/pinUvAuthToken.ts';
import type { PinUvPlatform } from '../pinuv/pinUvPlatform.ts';
import type { KeySession } from './keySession.ts';
import type { TokenSource } from './tokenSource.ts';

/** How a change is authenticated; without a platform only on a key that has no user verification. */
export interface ConfigAuth {
  readonly platform?: PinUvPlatform | undefined;
  readonly by?: 'pin' | 'uv' | undefined;
}

/** Settings of one key. Each call takes a new token with permission `acfg`. */
export interface ConfigOperations {
  setMinPinLength(
    input: ConfigAuth & MinPinLengthParameters,
    options?: CtapCallOptions,
  ): Promise<void>;
  /** Switches always-UV over; look at `alwaysUv(info)` first. */
  toggleAlwaysUv(input: ConfigAuth, options?: CtapCallOptions): Promise<void>;
  enableEnterpriseAttestation(input: ConfigAuth, options?: CtapCallOptions): Promise<void>;
  enableLongTouchForReset(input: ConfigAuth, options?: CtapCallOptions): Promise<void>;
}

/** Makes the settings operations of one key. */
export function createConfigOperations(session: KeySession, tokens: TokenSource): ConfigOperations {
  async function apply(
    { platform, by }: ConfigAuth,
    change: ConfigChange,
    options: CtapCallOptions | undefined,
  ): Promise<void> {
    const auth = platform && { platform, by };
    const scope = { permissions: PIN_UV_AUTH_PERMISSION.authenticatorConfiguration };
    try {
      await session.info(options);
      await tokens.withToken(auth, scope, options, (token) =>
        configureAuthenticator(session.link(), change, token, options),
      );
    } finally {
      session.markChanged();
    }
  }

  return {
    setMinPinLength: (input, options) => apply(input, setMinPinLength(input), options),
    toggleAlwaysUv: (input, options) => apply(input, toggleAlwaysUv(), options),
    enableEnterpriseAttestation: (input, options) =>
      apply(input, enableEnterpriseAttestation(), options),
    enableLongTouchForReset: (input, options) => apply(input, enableLongTouchForReset(), options),
  };
}
