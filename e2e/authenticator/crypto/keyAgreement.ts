import { createECDH } from 'node:crypto';
import { concat } from '#shared/bytes/concat.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { demand, StatusError } from '../ctapStatus.ts';
import type { RandomBytes } from '../ports.ts';

const COORDINATE_BYTES = 32;

/** The key's half of the ECDH in the PIN protocols. */
export interface KeyAgreement {
  /** COSE_Key with alg -25. */
  publicKey(): Map<number, CborValue>;
  /** @throws StatusError INVALID_PARAMETER for a point that is not on P-256. */
  sharedX(peer: Map<number | string | bigint, CborValue>): Uint8Array;
  regenerate(): void;
}

export function createKeyAgreement(random: RandomBytes): KeyAgreement {
  const ecdh = createECDH('prime256v1');
  const regenerate = () => {
    for (;;) {
      try {
        ecdh.setPrivateKey(random(COORDINATE_BYTES));
        return;
      } catch {
        // Beyond the order of the curve: draw again.
      }
    }
  };
  regenerate();
  return {
    regenerate,
    publicKey() {
      const point = new Uint8Array(ecdh.getPublicKey());
      return new Map<number, CborValue>([
        [1, 2],
        [3, -25],
        [-1, 1],
        [-2, point.slice(1, 33)],
        [-3, point.slice(33)],
      ]);
    },
    sharedX(peer) {
      const x = peer.get(-2);
      const y = peer.get(-3);
      demand(peer.get(1) === 2 && peer.get(3) === -25 && peer.get(-1) === 1, 'INVALID_PARAMETER');
      demand(x instanceof Uint8Array && x.length === COORDINATE_BYTES, 'INVALID_PARAMETER');
      demand(y instanceof Uint8Array && y.length === COORDINATE_BYTES, 'INVALID_PARAMETER');
      try {
        return new Uint8Array(ecdh.computeSecret(concat(Uint8Array.of(4), x, y)));
      } catch {
        throw new StatusError('INVALID_PARAMETER');
      }
    },
  };
}
