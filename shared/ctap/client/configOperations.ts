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
import type { KeySession } from './keySession.ts';
import type { OptionalAuth, TokenSource } from './tokenSource.ts';

/** Settings of one key. Each call takes a new token with permission `acfg`; without a platform for keys without a PIN. */
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
