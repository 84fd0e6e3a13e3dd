import { z } from 'zod';
import { failureCode, guid, instant } from './common.ts';

/** A person of the directory. */
export const person = z.object({
  id: guid,
  displayName: z.string(),
  userPrincipalName: z.string(),
  mail: z.string().nullable(),
  enabled: z.boolean(),
  guest: z.boolean(),
});
export type Person = z.infer<typeof person>;

/** A passkey registered in Entra (Graph fido2AuthenticationMethod), with what our own books add. */
export const passkey = z.object({
  id: z.string(),
  displayName: z.string(),
  createdAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  aaguid: z.string().nullable(),
  model: z.string().nullable(),
  attestationLevel: z.enum(['attested', 'notAttested', 'unknown']),
  passkeyType: z.enum(['deviceBound', 'synced', 'unknown']),
  /** From our inventory; null for keys that were not enrolled here or have none. */
  serial: z.string().nullable(),
});
export type Passkey = z.infer<typeof passkey>;

/** `GET /api/users?query=`: at most 25 people, by name, mail or UPN. */
export const peopleList = z.object({ people: z.array(person), truncated: z.boolean() });

/** A PIN that an operator still has to hand over: told in person, or by letter. */
export const pinToHandOver = z.object({
  enrolmentId: guid,
  productName: z.string(),
  serial: z.string().nullable(),
  createdAt: instant,
  by: z.enum(['operator', 'letter']),
});
export type PinToHandOver = z.infer<typeof pinToHandOver>;

/** `GET /api/users/{userId}`: one person, their passkeys and what stands in the way of another one. */
export const personDetail = z.object({
  person,
  passkeys: z.array(passkey),
  /** Of finished enrolments; those that only the holder may see are not among them. */
  pinsToHandOver: z.array(pinToHandOver),
  /** Empty when a key can be enrolled for this person. */
  problems: z.array(failureCode),
});
export type PersonDetail = z.infer<typeof personDetail>;
