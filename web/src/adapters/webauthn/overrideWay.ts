import { WebAuthnAbortService } from '@simplewebauthn/browser';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { BrowserWay, CallOptions } from '#web/usecases/ports.ts';
import type { OverrideAnswer } from '#web/usecases/remoteDesktopOverride/probeRemoteDesktopOverride.ts';
import type { ExtensionAnswer } from '../extension/protocol.ts';
import { type CeremonySurroundings, performCeremony } from './performCeremony.ts';
import { type CeremonyCall, repairCreation } from './repairOptions.ts';

const RP_ID = 'login.microsoft.com';
/** An input that TypeScript's DOM library does not know. */
const INPUTS: AuthenticationExtensionsClientInputs & Readonly<Record<string, unknown>> = {
  remoteDesktopClientOverride: { origin: `https://${RP_ID}`, sameOriginWithAncestors: true },
};

/** What the way through the remote desktop override is made with. */
export interface OverrideWayParts {
  /** Asks the browser whether it would. */
  readonly probe: () => Promise<OverrideAnswer>;
  readonly surroundings: Omit<CeremonySurroundings, 'inputs'>;
}

/** What the ceremony says where it takes itself for the extension's window. */
const CODES: Readonly<Partial<Record<FailureCode, FailureCode>>> = {
  extension_rp_refused: 'override_refused',
  extension_window_hidden: 'browser_declined',
  extension_interrupted: 'browser_declined',
};

/**
 * Makes passkeys in this page's own window, with Microsoft's origin in the client data, where the browser's policy lets it.
 * Failures: AppError `override_refused` and the codes of the browser's dialog.
 * @see Chromium's `remoteDesktopClientOverride`; WebAuthn L3 §9 "Remote Desktop Client Override"
 */
export function createOverrideWay({ probe, surroundings }: OverrideWayParts): BrowserWay {
  let isAllowed = false;

  async function perform(
    call: CeremonyCall,
    { signal }: CallOptions,
  ): Promise<Exclude<ExtensionAnswer, { type: 'failed' | 'pong' }>> {
    signal?.throwIfAborted();
    const stop = () => WebAuthnAbortService.cancelCeremony();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const answer = await performCeremony(call, { ...surroundings, inputs: INPUTS });
      signal?.throwIfAborted();
      if (answer.type === 'failed') {
        throw new AppError(CODES[answer.code] ?? answer.code, 'The browser made nothing');
      }
      if (answer.type === 'pong') throw new TypeError('a ceremony answers with what it made');
      return answer;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  return {
    async probe() {
      // Asked again it might flash its dialog again, and speak to a key that is in use.
      if (isAllowed) return;
      const answer = await probe();
      if (answer !== 'allowed') throw new AppError('override_refused', answer.refused);
      isAllowed = true;
    },
    async create({ options, timeoutMs }, call = {}) {
      const asked = repairCreation(JSON.parse(options), timeoutMs);
      if (asked?.rp.id !== RP_ID) throw new AppError('override_refused', 'another relying party');
      const made = await perform({ type: 'create', options: asked, timeoutMs }, call);
      if (made.type !== 'created') throw new TypeError('a registration was asked for');
      return made;
    },
    async prove(request, call = {}) {
      if (request.rpId !== RP_ID) throw new AppError('override_refused', 'another relying party');
      const made = await perform({ type: 'prove', ...request }, call);
      if (made.type !== 'proved') throw new TypeError('an assertion was asked for');
      return made;
    },
  };
}
