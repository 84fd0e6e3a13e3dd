import type { Crypto } from '#shared/crypto/cryptoPort.ts';

/** What the page computes. All but the hash is loaded once a PIN is typed: a sealed PIN needs none of it. */
export interface PageCrypto extends Pick<Crypto, 'sha256'> {
  /** @throws AppError `backend_unreachable` where it cannot be loaded. */
  load(): Promise<Crypto>;
}
