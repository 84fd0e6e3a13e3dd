import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import type { PageCrypto } from '../pageCrypto.ts';

/** One that is there already. */
export function loadedCrypto(crypto: Crypto): PageCrypto {
  return { sha256: (data) => crypto.sha256(data), load: async () => crypto };
}
