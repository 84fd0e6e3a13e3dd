import { z } from 'zod';
import type { EnrolmentProfile } from '../enrolment/profile.ts';

/** {@link EnrolmentProfile} on the wire. */
export const enrolmentProfile = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  description: z.string(),
  reset: z.enum(['never', 'ifUsed', 'always']),
  pin: z.discriminatedUnion('source', [
    z.object({
      source: z.literal('random'),
      length: z.number().int(),
      alphabet: z.enum(['digits', 'alphanumeric']),
      disclosure: z.enum(['holderOnly', 'operatorOnce', 'sealedLetter']).exactOptional(),
    }),
    z.object({ source: z.literal('typedByHolder') }),
    z.object({ source: z.literal('existing') }),
  ]),
  minPinLength: z.number().int().nullable(),
  minPinLengthRpIds: z.array(z.string()),
  forcePinChange: z.boolean(),
  alwaysUv: z.boolean(),
  enterpriseAttestation: z.boolean(),
  requireTrustedAttestation: z.boolean(),
  allowedAaguids: z.array(z.string()),
  displayNameTemplate: z.string(),
  oldKeys: z.enum(['keep', 'removeAfterProof']),
}) satisfies z.ZodType<EnrolmentProfile>;

/** `GET /api/profiles`, the default first. */
export const profileList = z.object({ profiles: z.array(enrolmentProfile) });
