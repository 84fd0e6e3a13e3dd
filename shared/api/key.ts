import { z } from 'zod';
import type { KeyIdentity } from '../enrolment/keyIdentity.ts';
import type { KeyObservation } from '../enrolment/observation.ts';
import { base64Url } from './common.ts';

const shortText = z.string().max(200);

/** {@link KeyIdentity} on the wire. */
export const keyIdentity = z.object({
  serial: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .nullable(),
  aaguid: z.guid().lowercase(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
}) satisfies z.ZodType<KeyIdentity>;

/** {@link KeyObservation} on the wire. Everything in it is a claim of the key and of the page. */
export const keyObservation = z.object({
  identity: keyIdentity,
  productName: shortText,
  firmwareVersion: z.number().int().nonnegative().nullable(),
  abilities: z.object({
    fido2: z.boolean(),
    discoverableCredentials: z.boolean(),
    es256: z.boolean(),
    clientPin: z.boolean(),
    credentialManagement: z.boolean(),
    setMinPinLength: z.boolean(),
    alwaysUvConfigurable: z.boolean(),
    enterpriseAttestation: z.boolean(),
  }),
  hasPin: z.boolean(),
  pinRetries: z.number().int().min(0).max(255).nullable(),
  needsPowerCycle: z.boolean(),
  forcePinChange: z.boolean(),
  minPinLength: z.number().int().min(1).max(63),
  alwaysUv: z.boolean(),
  enterpriseAttestation: z.boolean(),
  remainingCredentials: z.number().int().nonnegative().nullable(),
  holds: z.array(base64Url).max(100).nullable(),
}) satisfies z.ZodType<KeyObservation>;

/**
 * The key's side of the PIN protocol's key agreement: what the backend needs to do the platform side for a sealed
 * PIN. `x` and `y` are the coordinates of the P-256 point, 32 bytes each.
 */
export const keyAgreement = z.object({ x: base64Url, y: base64Url });
export const peerKeyAgreement = z.object({
  protocol: z.union([z.literal(1), z.literal(2)]),
  publicKey: keyAgreement,
});
export type PeerKeyAgreementJson = z.infer<typeof peerKeyAgreement>;

/** A key that is plugged in now: `session` is drawn by the page for each plug, so that nobody mixes two plugs up. */
export const pluggedKey = z.object({
  session: z.guid(),
  observation: keyObservation,
  /** Absent for a key without PIN support. */
  peer: peerKeyAgreement.optional(),
});
export type PluggedKey = z.infer<typeof pluggedKey>;
