import type { RemoteDesktopOverridePort } from '#web/usecases/remoteDesktopOverride/remoteDesktopOverridePort.ts';

const RP_ID = 'login.microsoft.com';
const CHALLENGE_BYTES = 32;
const USER_ID_BYTES = 16;
const ES256 = -7;

/** What of a browser is used; tests bring objects of this shape. */
export interface WebAuthnHost {
  readonly credentials: Pick<CredentialsContainer, 'create'> | undefined;
  hasFocus(): boolean;
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
  now(): number;
}

/** The extension's input, which TypeScript's DOM library does not know. */
interface OverrideInputs extends AuthenticationExtensionsClientInputs {
  readonly remoteDesktopClientOverride?: {
    readonly origin: string;
    readonly sameOriginWithAncestors: boolean;
  };
}

/** Asks `navigator.credentials` for credentials that nobody wants, to see whether it would. */
export function createRemoteDesktopOverride(host: WebAuthnHost): RemoteDesktopOverridePort {
  const { credentials } = host;
  return {
    isSupported: credentials !== undefined,
    hasFocus: () => host.hasFocus(),
    async tryToCreate({ override, abortAfterMs }) {
      if (credentials === undefined) throw new TypeError('there is no WebAuthn');
      const startedAt = host.now();
      const ended = (outcome: string, message: string) => ({
        outcome,
        message,
        tookMs: host.now() - startedAt,
      });
      try {
        await credentials.create({
          signal: AbortSignal.timeout(abortAfterMs),
          publicKey: optionsOf(host, override),
        });
        return ended('created', '');
      } catch (cause) {
        if (!(cause instanceof Error)) return ended('unknown', '');
        // A timeout's signal gives its own reason, which the browser passes on.
        return ended(cause.name === 'TimeoutError' ? 'AbortError' : cause.name, cause.message);
      }
    },
  };
}

/** Neither discoverable nor verified: should somebody touch a key, nothing stays on it. */
function optionsOf(host: WebAuthnHost, override: boolean): PublicKeyCredentialCreationOptions {
  const extensions: OverrideInputs = override
    ? {
        remoteDesktopClientOverride: { origin: `https://${RP_ID}`, sameOriginWithAncestors: true },
      }
    : {};
  return {
    rp: { id: RP_ID, name: 'Keywright station check' },
    user: { id: host.randomBytes(USER_ID_BYTES), name: 'check', displayName: 'Station check' },
    challenge: host.randomBytes(CHALLENGE_BYTES),
    pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
    authenticatorSelection: {
      authenticatorAttachment: 'cross-platform',
      residentKey: 'discouraged',
      userVerification: 'discouraged',
    },
    attestation: 'none',
    extensions,
  };
}
