import { getBytes, getInteger } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { AppError, CborError } from '#shared/failure/appError.ts';
import { COSE_ALGORITHM, COSE_CURVE, COSE_KEY_TYPE, COSE_LABEL } from './coseAlgorithms.ts';

/** An elliptic-curve public key with both coordinates, each of the curve's full length. Not checked to be on the curve. */
export interface Ec2CoseKey {
  readonly kty: typeof COSE_KEY_TYPE.EC2;
  readonly alg: number;
  readonly crv: number;
  readonly x: Uint8Array;
  readonly y: Uint8Array;
}

/** An Ed25519 public key, 32 bytes. */
export interface OkpCoseKey {
  readonly kty: typeof COSE_KEY_TYPE.OKP;
  readonly alg: number;
  readonly crv: number;
  readonly x: Uint8Array;
}

/** An RSA public key: modulus and exponent, big-endian without leading zeros. */
export interface RsaCoseKey {
  readonly kty: typeof COSE_KEY_TYPE.RSA;
  readonly alg: number;
  readonly n: Uint8Array;
  readonly e: Uint8Array;
}

/** The public key of a credential. */
export type CoseKey = Ec2CoseKey | OkpCoseKey | RsaCoseKey;

interface Shape {
  readonly kty: number;
  readonly crv?: number;
  /** Bytes of each coordinate. */
  readonly lengthBytes?: number;
}

/** WebAuthn L3 §5.8.5 fixes the curve of each algorithm, which COSE alone leaves open. */
const SHAPES: ReadonlyMap<number, Shape> = new Map([
  [COSE_ALGORITHM.ES256, { kty: COSE_KEY_TYPE.EC2, crv: COSE_CURVE.P256, lengthBytes: 32 }],
  [COSE_ALGORITHM.ES384, { kty: COSE_KEY_TYPE.EC2, crv: COSE_CURVE.P384, lengthBytes: 48 }],
  [COSE_ALGORITHM.ES512, { kty: COSE_KEY_TYPE.EC2, crv: COSE_CURVE.P521, lengthBytes: 66 }],
  [COSE_ALGORITHM.ES256K, { kty: COSE_KEY_TYPE.EC2, crv: COSE_CURVE.secp256k1, lengthBytes: 32 }],
  [COSE_ALGORITHM.EdDSA, { kty: COSE_KEY_TYPE.OKP, crv: COSE_CURVE.Ed25519, lengthBytes: 32 }],
  [COSE_ALGORITHM.RS256, { kty: COSE_KEY_TYPE.RSA }],
]);

const EC2_MEMBERS = 5;
const OKP_MEMBERS = 4;
const RSA_MEMBERS = 4;
/** 2048 and 8192 bits: less is weak, more is only good for keeping a verifier busy. */
const RSA_MODULUS_BYTES = { least: 256, most: 1024 } as const;
const RSA_EXPONENT_MAX_BYTES = 4;

/**
 * Reads the public key of a credential from its COSE_Key map and checks that type, curve and lengths belong to its
 * algorithm. Compressed points are refused, and so is any member beyond the required ones (WebAuthn L3 §6.5.1).
 * @throws CborError when the map is not such a key; AppError `algorithm_unsupported` when its algorithm is not known here.
 * @see RFC 9052 §7, RFC 9053 §7
 */
export function parseCoseKey(map: CborMap): CoseKey {
  const kty = getInteger(map, COSE_LABEL.kty);
  const alg = getInteger(map, COSE_LABEL.alg);
  const shape = SHAPES.get(alg);
  if (shape === undefined) {
    throw new AppError('algorithm_unsupported', 'COSE algorithm of the key is not supported');
  }
  if (kty !== shape.kty) {
    throw new CborError('COSE key type does not belong to its algorithm');
  }
  switch (kty) {
    case COSE_KEY_TYPE.EC2:
      return parseEc2Key(map, alg, shape);
    case COSE_KEY_TYPE.OKP:
      return parseOkpKey(map, alg, shape);
    default:
      return parseRsaKey(map, alg);
  }
}

/** Writes a public key as its COSE_Key map, with exactly the required members. The inverse of {@link parseCoseKey}. */
export function buildCoseKeyMap(key: CoseKey): CborMap {
  const map: CborMap = new Map([
    [COSE_LABEL.kty, key.kty],
    [COSE_LABEL.alg, key.alg],
  ]);
  if (key.kty === COSE_KEY_TYPE.RSA) {
    return map.set(COSE_LABEL.n, key.n).set(COSE_LABEL.e, key.e);
  }
  map.set(COSE_LABEL.crv, key.crv).set(COSE_LABEL.x, key.x);
  return key.kty === COSE_KEY_TYPE.EC2 ? map.set(COSE_LABEL.y, key.y) : map;
}

function parseEc2Key(map: CborMap, alg: number, shape: Shape): Ec2CoseKey {
  checkMembers(map, EC2_MEMBERS);
  return {
    kty: COSE_KEY_TYPE.EC2,
    alg,
    crv: readCurve(map, shape),
    x: readCoordinate(map, COSE_LABEL.x, shape),
    y: readCoordinate(map, COSE_LABEL.y, shape),
  };
}

function parseOkpKey(map: CborMap, alg: number, shape: Shape): OkpCoseKey {
  checkMembers(map, OKP_MEMBERS);
  return {
    kty: COSE_KEY_TYPE.OKP,
    alg,
    crv: readCurve(map, shape),
    x: readCoordinate(map, COSE_LABEL.x, shape),
  };
}

function parseRsaKey(map: CborMap, alg: number): RsaCoseKey {
  checkMembers(map, RSA_MEMBERS);
  const n = getBytes(map, COSE_LABEL.n);
  const e = getBytes(map, COSE_LABEL.e);
  if (n.length < RSA_MODULUS_BYTES.least || n.length > RSA_MODULUS_BYTES.most) {
    throw new CborError('RSA modulus has an unacceptable length');
  }
  if (e.length === 0 || e.length > RSA_EXPONENT_MAX_BYTES || n[0] === 0 || e[0] === 0) {
    throw new CborError('RSA modulus or exponent is malformed');
  }
  return { kty: COSE_KEY_TYPE.RSA, alg, n, e };
}

function checkMembers(map: CborMap, count: number): void {
  if (map.size !== count) {
    throw new CborError('COSE key has members beyond the required ones');
  }
}

function readCurve(map: CborMap, shape: Shape): number {
  const crv = getInteger(map, COSE_LABEL.crv);
  if (crv !== shape.crv) {
    throw new CborError('COSE curve does not belong to its algorithm');
  }
  return crv;
}

function readCoordinate(map: CborMap, label: number, shape: Shape): Uint8Array {
  const coordinate = getBytes(map, label);
  if (coordinate.length !== shape.lengthBytes) {
    throw new CborError('COSE coordinate has the wrong length');
  }
  return coordinate;
}
