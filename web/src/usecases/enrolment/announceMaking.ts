import type { ActionView } from '#shared/api/index.ts';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { equal } from '#shared/bytes/equal.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { enrolmentOf, type Run } from './run.ts';
import { BackendRefusal, reportEvent } from './talkToBackend.ts';

type MakeCredential = Extract<ActionView, { kind: 'makeCredential' }>;

/**
 * Where the PIN is typed: has the journal say that a passkey may be made before the key gets the request that makes it.
 * Until then nothing is on the key that anybody would have to look for. With a sealed PIN the backend, which
 * authenticates that request, does the same.
 */
export function announcing(
  run: Run,
  action: MakeCredential,
  platform: PinUvPlatform,
): PinUvPlatform {
  if (action.sealed !== null) return platform;
  const making = fromBase64Url(action.clientDataHash);
  return {
    ...platform,
    async authenticate(peer, encryptedToken, message) {
      // Its excludeList may be looked through first, with the same token.
      if (equal(message, making)) await announce(run);
      return platform.authenticate(peer, encryptedToken, message);
    },
  };
}

async function announce(run: Run): Promise<void> {
  const before = enrolmentOf(run).action;
  const enrolment = await reportEvent(run, { type: 'credentialStarted' });
  run.board.set({ enrolment });
  if (!isOneTryOn(before, enrolment.action)) {
    throw new BackendRefusal('stale_step', 'The enrolment went on elsewhere');
  }
}

/** The very same passkey, and the journal knows of this try. */
function isOneTryOn(before: ActionView, now: ActionView): boolean {
  return (
    before.kind === 'makeCredential' &&
    now.kind === 'makeCredential' &&
    now.clientDataHash === before.clientDataHash &&
    now.tries > before.tries
  );
}
