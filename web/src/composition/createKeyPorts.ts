import { nobleSha256 } from '#shared/crypto/nobleSha256.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { HidLike } from '#web/adapters/webhid/hidTypes.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import type { PageCrypto } from '#web/usecases/pageCrypto.ts';
import type { DevicesPort, PlatformPort } from '#web/usecases/ports.ts';

/** The keys, and what is computed with them. */
export interface KeyPorts {
  readonly devices: DevicesPort;
  readonly crypto: PageCrypto;
}

/** Chrome gives `navigator.hid`; other browsers have none. */
const hidHost = navigator as Navigator & { readonly hid?: HidLike };

/** Builds them once. `navigator.hid` is looked at now: what stands in for it has to be there already. */
export function createKeyPorts({ timers, randomUuid, randomBytes }: PlatformPort): KeyPorts {
  return {
    crypto: {
      sha256: nobleSha256,
      async load() {
        const { createNobleCrypto } = await import('#shared/crypto/nobleCrypto.ts').catch(
          (cause: unknown) => {
            throw new AppError('backend_unreachable', 'a part of the page was not loaded', {
              cause,
            });
          },
        );
        return createNobleCrypto(randomBytes);
      },
    },
    devices: createWebHidDevices({ host: hidHost, now: timers.now, randomUuid }),
  };
}
