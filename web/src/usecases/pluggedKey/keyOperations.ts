import { fromHex } from '#shared/bytes/hex.ts';
import { createLocalPinUvPlatform } from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import type { PageCrypto } from '../pageCrypto.ts';
import { addFingerprint } from './addFingerprint.ts';
import type { ManagedPlug } from './managedPlug.ts';
import { lockPlug } from './plug.ts';
import type { FingerTouch } from './pluggedKeyState.ts';

/** What a holder changes on the managed key, except erasing it. */
export interface KeyOperations {
  /** Sets the first PIN, or replaces the one the key has. Nobody keeps either. */
  setPin(pins: { readonly current: string | null; readonly next: string }): Promise<void>;
  deletePasskey(passkeyId: string): Promise<void>;
  /** @returns the finger's id; see {@link addFingerprint} */
  addFingerprint(report: (touch: FingerTouch) => void, signal: AbortSignal): Promise<string>;
  renameFingerprint(fingerId: string, name: string): Promise<void>;
  removeFingerprint(fingerId: string): Promise<void>;
}

/** Makes them. All but the PIN's want the key unlocked. @param signal aborts when the page is left */
export function createKeyOperations(
  managed: ManagedPlug,
  crypto: PageCrypto,
  signal: AbortSignal,
): KeyOperations {
  return {
    setPin: ({ current, next }) =>
      managed.perform(async (held) => {
        lockPlug(held);
        const pins = current === null ? { newPin: next } : { pin: current, newPin: next };
        const platform = createLocalPinUvPlatform({ crypto: await crypto.load(), ...pins });
        try {
          if (current === null) await held.client.setPin({ platform }, { signal });
          else await held.client.changePin({ platform }, { signal });
        } finally {
          platform.dispose();
        }
      }),
    deletePasskey: (passkeyId) =>
      managed.performUnlocked(({ client }, platform) => {
        const credential = { type: 'public-key', id: fromHex(passkeyId) };
        return client.deleteCredential({ platform, credential }, { signal });
      }),
    addFingerprint: (report, cancel) =>
      managed.performUnlocked(({ client }, platform) =>
        addFingerprint(client, platform, report, AbortSignal.any([cancel, signal])),
      ),
    renameFingerprint: (fingerId, friendlyName) =>
      managed.performUnlocked(({ client }, platform) => {
        const templateId = fromHex(fingerId);
        return client.renameFingerprint({ platform, templateId, friendlyName }, { signal });
      }),
    removeFingerprint: (fingerId) =>
      managed.performUnlocked(({ client }, platform) =>
        client.removeFingerprint({ platform, templateId: fromHex(fingerId) }, { signal }),
      ),
  };
}
