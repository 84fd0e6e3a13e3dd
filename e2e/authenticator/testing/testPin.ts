import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  hkdfSync,
} from 'node:crypto';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import type { TestClient } from './testClient.ts';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();

/** The platform's side of the PIN protocols, for tests. */
export interface TestPin {
  setPin(pin: string): Promise<number>;
  changePin(oldPin: string, newPin: string): Promise<number>;
  /** @returns the status of the request; a good one leaves the token here. */
  getToken(pin: string, permissions?: number, rpId?: string): Promise<number>;
  getTokenByFinger(permissions: number, rpId?: string): Promise<number>;
  retries(): Promise<{ left: number; blockedUntilReplug: boolean }>;
  /** pinUvAuthParam with the last token. */
  param(message: Uint8Array): Uint8Array;
  authenticate(key: Uint8Array, message: Uint8Array): Uint8Array;
  encrypt(plain: Uint8Array): Uint8Array;
  decrypt(cipher: Uint8Array): Uint8Array;
  agree(): Promise<{ publicKey: CborValue; secret: Uint8Array }>;
}

function bytes(map: CborMap, key: number): Uint8Array {
  const value = map.get(key);
  if (!(value instanceof Uint8Array)) throw new Error(`member ${key} is no byte string`);
  return value;
}

export function createTestPin(client: TestClient, protocol: 1 | 2): TestPin {
  let token: Uint8Array = new Uint8Array(32);
  let shared: Uint8Array = new Uint8Array(64);
  const aesKey = () => (protocol === 1 ? shared : shared.subarray(32));
  const authenticate = (key: Uint8Array, message: Uint8Array) => {
    const mac = createHmac('sha256', key.subarray(0, 32)).update(message).digest();
    return new Uint8Array(protocol === 1 ? mac.subarray(0, 16) : mac);
  };
  const encrypt = (plain: Uint8Array) => {
    const iv = protocol === 1 ? new Uint8Array(16) : new Uint8Array(16).fill(7);
    const cipher = createCipheriv('aes-256-cbc', aesKey(), iv).setAutoPadding(false);
    const out = Buffer.concat([cipher.update(plain), cipher.final()]);
    return new Uint8Array(protocol === 1 ? out : Buffer.concat([iv, out]));
  };
  const decrypt = (data: Uint8Array) => {
    const iv = protocol === 1 ? new Uint8Array(16) : data.subarray(0, 16);
    const body = protocol === 1 ? data : data.subarray(16);
    const cipher = createDecipheriv('aes-256-cbc', aesKey(), iv).setAutoPadding(false);
    return new Uint8Array(Buffer.concat([cipher.update(body), cipher.final()]));
  };
  const clientPin = (subCommand: number, ...members: [number, CborValue][]) =>
    client.cbor(0x06, new Map<number, CborValue>([[1, protocol], [2, subCommand], ...members]));
  const hash = (pin: string) =>
    encrypt(new Uint8Array(sha256(Buffer.from(pin, 'utf8')).subarray(0, 16)));
  const padded = (pin: string) => {
    const out = new Uint8Array(64);
    out.set(Buffer.from(pin, 'utf8').subarray(0, 64));
    return encrypt(out);
  };

  async function agree() {
    const { map } = await clientPin(2);
    const peer = map.get(1);
    if (!(peer instanceof Map)) throw new Error('no key agreement');
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(sha256(Buffer.from('the platform')));
    const point = ecdh.getPublicKey();
    const z = ecdh.computeSecret(Buffer.concat([Buffer.of(4), bytes(peer, -2), bytes(peer, -3)]));
    const derive = (info: string) =>
      Buffer.from(hkdfSync('sha256', z, new Uint8Array(32), info, 32));
    shared = new Uint8Array(
      protocol === 1
        ? sha256(z)
        : Buffer.concat([derive('CTAP2 HMAC key'), derive('CTAP2 AES key')]),
    );
    const publicKey = new Map<number, CborValue>([
      [1, 2],
      [3, -25],
      [-1, 1],
      [-2, new Uint8Array(point.subarray(1, 33))],
      [-3, new Uint8Array(point.subarray(33))],
    ]);
    return { publicKey, secret: shared };
  }
  function keep({ status, map }: { status: number; map: CborMap }): number {
    if (status === 0) token = decrypt(bytes(map, 2));
    return status;
  }

  return {
    agree,
    encrypt,
    decrypt,
    authenticate,
    param: (message) => authenticate(token, message),
    async setPin(pin) {
      const { publicKey } = await agree();
      const newPinEnc = padded(pin);
      const answer = await clientPin(
        3,
        [3, publicKey],
        [4, authenticate(shared, newPinEnc)],
        [5, newPinEnc],
      );
      return answer.status;
    },
    async changePin(oldPin, newPin) {
      const { publicKey } = await agree();
      const newPinEnc = padded(newPin);
      const pinHashEnc = hash(oldPin);
      const message = Buffer.concat([newPinEnc, pinHashEnc]);
      const answer = await clientPin(
        4,
        [3, publicKey],
        [4, authenticate(shared, message)],
        [5, newPinEnc],
        [6, pinHashEnc],
      );
      return answer.status;
    },
    async getToken(pin, permissions, rpId) {
      const { publicKey } = await agree();
      const members: [number, CborValue][] = [
        [3, publicKey],
        [6, hash(pin)],
      ];
      if (permissions !== undefined) members.push([9, permissions]);
      if (rpId !== undefined) members.push([10, rpId]);
      return keep(await clientPin(permissions === undefined ? 5 : 9, ...members));
    },
    async getTokenByFinger(permissions, rpId) {
      const { publicKey } = await agree();
      const members: [number, CborValue][] = [
        [3, publicKey],
        [9, permissions],
      ];
      if (rpId !== undefined) members.push([10, rpId]);
      return keep(await clientPin(6, ...members));
    },
    async retries() {
      const { map } = await clientPin(1);
      return { left: Number(map.get(3)), blockedUntilReplug: map.get(4) === true };
    },
  };
}
