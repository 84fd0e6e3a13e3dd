import { z } from 'zod';
import type { Way } from '../enrolment/way.ts';
import { base64Url, failureCode, instant } from './common.ts';
import { keyAgreement, keyIdentity } from './key.ts';

/**
 * The platform side of one PIN token request, done by the backend for a sealed PIN. `keyAgreement` is the platform's
 * public key to send to the key; null where the PIN is typed at the page.
 * @see CTAP 2.3 §6.5.5.7.2 getPinUvAuthTokenUsingPinWithPermissions
 */
const sealedPin = z.object({
  protocol: z.union([z.literal(1), z.literal(2)]),
  keyAgreement,
  pinHashEnc: base64Url,
});
export type SealedPin = z.infer<typeof sealedPin>;

/** {@link GuideStep} of shared/enrolment. */
export const guideStep = z.enum(['register', 'choose', 'lookAgain']);
/** The ways by which the browser itself speaks to the key. */
const browserWay = z.enum(['extension', 'override', 'guided']) satisfies z.ZodType<Way>;

const credentialDescriptors = z.array(base64Url);

/** What the page does or says next. One of these comes back from every call about an enrolment. */
export const actionView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('readKey'),
    expected: keyIdentity.nullable(),
    /** RP to ask for when probing. */
    rpId: z.string(),
    /** Credential ids of this enrolment and of the holder to look for on the key, without touch or PIN. */
    probe: credentialDescriptors,
    /** Credential ids of the operator: a key that holds one is the operator's own and is not touched. */
    operatorProbe: credentialDescriptors,
  }),
  z.object({ kind: z.literal('resetKey') }),
  z.object({
    kind: z.literal('setPin'),
    /** Null: a person types the new PIN at the page. */
    sealed: sealedPin
      .extend({ newPinEnc: base64Url, pinUvAuthParam: base64Url })
      .omit({ pinHashEnc: true })
      .nullable(),
  }),
  z.object({
    kind: z.literal('makeCredential'),
    sealed: sealedPin.nullable(),
    /** SHA-256 of the clientDataJSON that the backend keeps, 32 bytes. */
    clientDataHash: base64Url,
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: base64Url, name: z.string(), displayName: z.string() }),
    algorithms: z.array(z.number().int()),
    excludeCredentials: credentialDescriptors,
    /** Ask the key for hmac-secret and for this credProtect level (1 to 3); both only where the key has them. */
    hmacSecret: z.boolean(),
    credProtect: z.number().int().min(1).max(3).nullable(),
    expiresAt: instant,
    /** Tries that the journal knows of and nothing was heard of since; a typed PIN is used once it has gone up by one. */
    tries: z.number().int().min(0),
  }),
  /** Say so with `ceremonyReady` when the browser can begin: only then is a challenge fetched. */
  z.object({ kind: z.literal('beginCeremony') }),
  /** The browser makes the credential, with the relying party's own origin. */
  z.object({
    kind: z.literal('createInBrowser'),
    way: browserWay,
    /** The creation options as Graph sent them (`publicKey`), JSON. */
    options: z.string(),
    expiresAt: instant,
    /** As for `makeCredential`. */
    tries: z.number().int().min(0),
  }),
  z.object({
    kind: z.literal('proveInBrowser'),
    way: browserWay,
    rpId: z.string(),
    credentialId: base64Url,
    /** The challenge is the SHA-256 over `proofChallengeInput` of this. */
    nonce: base64Url,
  }),
  z.object({
    kind: z.literal('prove'),
    sealed: sealedPin.nullable(),
    rpId: z.string(),
    credentialId: base64Url,
    clientDataHash: base64Url,
  }),
  z.object({
    kind: z.literal('applyPolicy'),
    sealed: sealedPin.nullable(),
    alwaysUv: z.boolean(),
    enterpriseAttestation: z.boolean(),
    minPinLength: z.number().int().nullable(),
    minPinLengthRpIds: z.array(z.string()),
    forcePinChange: z.boolean(),
  }),
  z.object({
    kind: z.literal('findCredentials'),
    sealed: sealedPin.nullable(),
    rpId: z.string(),
    /** The user handle of the holder. */
    userId: base64Url,
  }),
  z.object({
    kind: z.literal('removeCredential'),
    sealed: sealedPin.nullable(),
    credentialId: base64Url,
  }),
  z.object({ kind: z.literal('confirmReset'), code: failureCode.nullable() }),
  z.object({ kind: z.literal('replugKey') }),
  z.object({ kind: z.literal('wrongKey'), expected: keyIdentity }),
  z.object({ kind: z.literal('useAnotherKey'), code: failureCode }),
  z.object({ kind: z.literal('waitForTenant'), until: instant }),
  /** Nothing to do here: the key is registered on Microsoft's page (shared/api/guided.ts). */
  z.object({ kind: z.literal('guide'), step: guideStep }),
  z.object({ kind: z.literal('done') }),
  /** `left`: why a passkey that signs nobody in may still be on the key; null where none can be. */
  z.object({ kind: z.literal('rolledBack'), code: failureCode, left: failureCode.nullable() }),
]);
export type ActionView = z.infer<typeof actionView>;
export type ActionKind = ActionView['kind'];
