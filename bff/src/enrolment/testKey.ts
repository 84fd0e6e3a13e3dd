import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createSign,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import type { PluggedKey, SealedPin } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { encodeAttestationObject } from '#shared/webauthn/attestationObject.ts';

/** What a {@link TestKey} can be made to be or to do wrong. */
export interface TestKeyOptions {
  readonly serial?: string | null;
  readonly pin?: string | null;
  /** Of the PIN protocol; 2 where absent. */
  readonly protocol?: 1 | 2;
  readonly credentialManagement?: boolean;
  /** The AAGUID that it signs, where it differs from the one it shows. */
  readonly signedAaguid?: string;
  /** Flags of its registration, UP|UV|AT where absent. */
  readonly registrationFlags?: number;
  /** Flags of its proofs, UV where absent. */
  readonly proofFlags?: number;
  /** Makes the attestation statement; none where absent. */
  readonly attest?: (signed: Uint8Array) => { fmt: string; attStmt: CborMap };
  /** Proofs are signed by another key. */
  readonly proofFails?: boolean;
}

export const TEST_AAGUID = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const FLAGS = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 } as const;

interface HeldCredential {
  readonly id: Uint8Array;
  readonly privateKey: KeyObject;
  readonly rpId: string;
}

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();

/** A security key in a few lines, with its own side of both PIN protocols, made of node:crypto and nothing of ours. */
export class TestKey {
  session: string = randomUUID();
  pin: string | null;
  pinRetries = 8;
  forcePinChange = false;
  minPinLength = 4;
  credential: HeldCredential | null = null;
  readonly options: TestKeyOptions;
  #agreement = createECDH('prime256v1');
  #token: Buffer = randomBytes(32);

  constructor(options: TestKeyOptions = {}) {
    this.options = options;
    this.pin = options.pin ?? null;
    this.#agreement.generateKeys();
  }

  /** Out and in again. */
  replug(): void {
    this.session = randomUUID();
    this.#renew();
  }

  /** What the page tells the backend of this key. */
  plugged(probe: readonly string[] = []): PluggedKey {
    const point = this.#agreement.getPublicKey();
    return {
      session: this.session,
      observation: {
        identity: {
          serial: this.options.serial === undefined ? '12345678' : this.options.serial,
          aaguid: TEST_AAGUID,
          fingerprint: 'ab'.repeat(32),
        },
        productName: 'Test Key',
        firmwareVersion: 328_707,
        abilities: {
          fido2: true,
          discoverableCredentials: true,
          es256: true,
          clientPin: true,
          credentialManagement: this.options.credentialManagement ?? true,
          setMinPinLength: true,
          alwaysUvConfigurable: true,
          enterpriseAttestation: false,
        },
        hasPin: this.pin !== null,
        pinRetries: this.pinRetries,
        needsPowerCycle: false,
        forcePinChange: this.forcePinChange,
        minPinLength: this.minPinLength,
        alwaysUv: false,
        enterpriseAttestation: false,
        remainingCredentials: 25,
        holds: probe.length > 0 || this.pin === null ? this.credentialIds() : null,
      },
      peer: {
        protocol: this.#protocol,
        publicKey: {
          x: toBase64Url(Uint8Array.from(point.subarray(1, 33))),
          y: toBase64Url(Uint8Array.from(point.subarray(33))),
        },
      },
    };
  }

  credentialIds(): string[] {
    return this.credential === null ? [] : [toBase64Url(this.credential.id)];
  }

  reset(): void {
    this.pin = null;
    this.pinRetries = 8;
    this.credential = null;
    this.forcePinChange = false;
    this.minPinLength = 4;
    this.replug();
  }

  setPin(sealed: Pick<SealedPin, 'keyAgreement'> & { newPinEnc: string; pinUvAuthParam: string }) {
    const secret = this.#secretWith(sealed.keyAgreement);
    const newPinEnc = fromBase64Url(sealed.newPinEnc);
    if (this.pin !== null) throw new Error('0x33 PIN_AUTH_INVALID');
    this.#checkMac(secret.subarray(0, 32), newPinEnc, sealed.pinUvAuthParam);
    const padded = this.#decrypt(secret, newPinEnc);
    this.pin = padded.subarray(0, padded.indexOf(0)).toString('utf8');
  }

  /** The token, encrypted for the platform; null for a wrong PIN. */
  token(sealed: SealedPin): string | null {
    const secret = this.#secretWith(sealed.keyAgreement);
    const hash = this.#decrypt(secret, fromBase64Url(sealed.pinHashEnc));
    if (this.pin === null || !sha256(this.pin).subarray(0, 16).equals(hash)) {
      this.pinRetries -= 1;
      this.#renew();
      return null;
    }
    const isOne = this.#protocol === 1;
    const iv = isOne ? Buffer.alloc(16) : randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', secret.subarray(-32), iv).setAutoPadding(false);
    const encrypted = concat(cipher.update(this.#token), cipher.final());
    return toBase64Url(isOne ? encrypted : concat(iv, encrypted));
  }

  /** Checks a pinUvAuthParam as every command does. */
  check(message: Uint8Array, param: string): void {
    this.#checkMac(this.#token, message, param);
  }

  #checkMac(key: Uint8Array, message: Uint8Array, param: string): void {
    const length = this.#protocol === 1 ? 16 : 32;
    const mac = createHmac('sha256', key).update(message).digest().subarray(0, length);
    if (!mac.equals(fromBase64Url(param))) throw new Error('0x33 PIN_AUTH_INVALID');
  }

  get #protocol(): 1 | 2 {
    return this.options.protocol ?? 2;
  }

  #decrypt(secret: Buffer, bytes: Uint8Array): Buffer {
    const isOne = this.#protocol === 1;
    const iv = isOne ? Buffer.alloc(16) : bytes.subarray(0, 16);
    const decipher = createDecipheriv('aes-256-cbc', secret.subarray(-32), iv);
    decipher.setAutoPadding(false);
    return Buffer.concat([decipher.update(isOne ? bytes : bytes.subarray(16)), decipher.final()]);
  }

  makeCredential(rpId: string, clientDataHash: string, param: string): string {
    const hash = fromBase64Url(clientDataHash);
    this.check(hash, param);
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const id = Uint8Array.from(randomBytes(48));
    this.credential = { id, privateKey, rpId };
    const flags = this.options.registrationFlags ?? 0x45;
    const aaguid = fromHex((this.options.signedAaguid ?? TEST_AAGUID).replaceAll('-', ''));
    const coseKey = encodeCbor(
      new Map<number, CborValue>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, fromBase64Url(x ?? '')],
        [-3, fromBase64Url(y ?? '')],
      ]),
    );
    const length = Uint8Array.of(id.length >> 8, id.length & 0xff);
    const authData = concat(this.#head(rpId, flags, 1), aaguid, length, id, coseKey);
    const { fmt, attStmt } = this.options.attest?.(concat(authData, hash)) ?? {
      fmt: 'none',
      attStmt: new Map(),
    };
    return toBase64Url(encodeAttestationObject({ fmt, authData, attStmt }));
  }

  assert(clientDataHash: string, param: string) {
    const hash = fromBase64Url(clientDataHash);
    this.check(hash, param);
    if (this.credential === null) throw new Error('0x2E NO_CREDENTIALS');
    const flags = this.options.proofFlags ?? FLAGS.userVerified;
    const authData = this.#head(this.credential.rpId, flags, 2);
    const signer = this.options.proofFails
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      : this.credential.privateKey;
    const signature = createSign('sha256').update(authData).update(hash).sign(signer);
    return { authenticatorData: toBase64Url(authData), signature: toBase64Url(signature) };
  }

  configure(message: Uint8Array, param: string, change: Partial<TestKey>): void {
    this.check(message, param);
    Object.assign(this, change);
  }

  deleteCredential(message: Uint8Array, param: string): void {
    this.check(message, param);
    this.credential = null;
  }

  #head(rpId: string, flags: number, counter: number): Uint8Array {
    return concat(sha256(rpId), Uint8Array.of(flags, 0, 0, 0, counter));
  }

  #renew(): void {
    this.#agreement = createECDH('prime256v1');
    this.#agreement.generateKeys();
    this.#token = randomBytes(32);
  }

  #secretWith({ x, y }: { x: string; y: string }): Buffer {
    const z = this.#agreement.computeSecret(
      concat(Uint8Array.of(4), fromBase64Url(x), fromBase64Url(y)),
    );
    if (this.#protocol === 1) return sha256(z);
    const derive = (info: string) => Buffer.from(hkdfSync('sha256', z, Buffer.alloc(32), info, 32));
    return Buffer.concat([derive('CTAP2 HMAC key'), derive('CTAP2 AES key')]);
  }
}
