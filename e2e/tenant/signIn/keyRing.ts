import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A signing key pair with the id it is published under. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

function rsaKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    kid: createHash('sha256').update(der).digest('base64url').slice(0, 27),
    privateKey,
    publicKey,
  };
}

/** The tenant's keys: the one that signs, those still published, and one nobody published. */
export class KeyRing {
  #published: SigningKey[] = [];
  #retired: SigningKey | undefined;
  #foreign: SigningKey | undefined;
  #graph: SigningKey | undefined;

  /** Signs user tokens; made on first use, because RSA keys take their time. */
  get current(): SigningKey {
    const [first] = this.#published;
    if (first) return first;
    const made = rsaKey();
    this.#published = [made];
    return made;
  }

  get published(): readonly SigningKey[] {
    const { current } = this;
    return [current, ...this.#published.filter((key) => key !== current)];
  }

  /** The key that signed before the last rotation. */
  get retired(): SigningKey {
    this.#retired ??= rsaKey();
    return this.#retired;
  }

  /** A key of somebody else, never published here. */
  get foreign(): SigningKey {
    this.#foreign ??= rsaKey();
    return this.#foreign;
  }

  /** Signs Graph's app tokens. Not in the JWKS: nobody but Graph can read those. */
  get graph(): SigningKey {
    if (!this.#graph) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      this.#graph = { kid: 'graph', privateKey, publicKey };
    }
    return this.#graph;
  }

  /** Puts a new key in front. The old one stays published unless `dropOld`. */
  rotate(dropOld = false): void {
    const old = this.current;
    this.#retired = old;
    this.#published = dropOld ? [rsaKey()] : [rsaKey(), ...this.#published];
  }
}
