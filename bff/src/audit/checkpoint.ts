import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonicalJson.ts';

/** How much of the log somebody has seen: its number of records and the hash of the last one. */
export interface AuditHead {
  readonly size: number;
  /** Lowercase hex; {@link CHAIN_START} for an empty log. */
  readonly root: string;
}

/** A signed statement that the log had this head, made for one second place after every so many records or seconds. */
export interface AuditCheckpoint extends AuditHead {
  readonly kind: 'checkpoint';
  /** Names the log: `keywright/` and the tenant. */
  readonly origin: string;
  /** When its last record was written, ISO 8601 UTC. */
  readonly at: string;
  /** {@link hashCheckpoint} of the checkpoint before in the same place, so that none can be left out. */
  readonly previous: string;
  /** {@link keyIdOf} the key that signed it. */
  readonly keyId: string;
  /** Ed25519 over the canonical JSON of everything else; base64url. */
  readonly signature: string;
}

/** A head in one word, for records and comparisons. */
export function headName({ size, root }: AuditHead): string {
  return `${size}:${root}`;
}

/** A log's name in its checkpoints. */
export function auditOrigin(tenantId: string): string {
  return `keywright/${tenantId.toLowerCase()}`;
}

/** The first 16 hex digits of the SHA-256 of a public key's SubjectPublicKeyInfo. */
function keyIdOf(publicKey: KeyObject): string {
  const known = KEY_IDS.get(publicKey);
  if (known !== undefined) return known;
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const id = createHash('sha256').update(der).digest('hex').slice(0, 16);
  KEY_IDS.set(publicKey, id);
  return id;
}

/** A long log is checked against one key. */
const KEY_IDS = new WeakMap<KeyObject, string>();

/** The hash that the next checkpoint names. */
export function hashCheckpoint(checkpoint: AuditCheckpoint): string {
  return createHash('sha256')
    .update(canonicalJson({ ...checkpoint }))
    .digest('hex');
}

/** Signs a checkpoint. @param privateKey Ed25519. */
export function signCheckpoint(
  statement: Omit<AuditCheckpoint, 'kind' | 'keyId' | 'signature'>,
  privateKey: KeyObject,
): AuditCheckpoint {
  const keyId = keyIdOf(createPublicKey(privateKey));
  const unsigned = { kind: 'checkpoint' as const, ...statement, keyId };
  const signature = sign(null, Buffer.from(canonicalJson(unsigned)), privateKey);
  return { ...unsigned, signature: signature.toString('base64url') };
}

/** Whether this key signed exactly this checkpoint. @param publicKey Ed25519. */
export function isSignedBy(checkpoint: AuditCheckpoint, publicKey: KeyObject): boolean {
  const { signature, ...unsigned } = checkpoint;
  const bytes = Buffer.from(signature, 'base64url');
  return (
    // A signature must have one spelling only, or a changed line could still be a good one.
    bytes.toString('base64url') === signature &&
    checkpoint.keyId === keyIdOf(publicKey) &&
    verify(null, Buffer.from(canonicalJson(unsigned)), publicKey, bytes)
  );
}
