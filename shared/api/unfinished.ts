import { z } from 'zod';
import { guideStep } from './action.ts';
import { failureCode, guid, instant } from './common.ts';
import { step } from './enrolments.ts';
import { keyIdentity } from './key.ts';

/** {@link RestingPoint} of shared/enrolment on the wire. */
const restingPoint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plugAnyKey') }),
  z.object({ kind: z.literal('goOnInBrowser') }),
  z.object({ kind: z.literal('plugKey'), key: keyIdentity }),
  z.object({
    kind: z.literal('confirmReset'),
    key: keyIdentity,
    code: failureCode.nullable(),
  }),
  z.object({ kind: z.literal('finishReset'), key: keyIdentity }),
  z.object({ kind: z.literal('takeBack'), key: keyIdentity, code: failureCode }),
  z.object({ kind: z.literal('guide'), step: guideStep }),
  z.object({ kind: z.literal('wait'), until: instant.nullable() }),
  z.object({ kind: z.literal('nothing') }),
]);

/** An enrolment that is not at its end, whoever began it, and the one thing to do about it. */
export const unfinishedEnrolment = z.object({
  id: guid,
  holder: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
  /** Who began it, or carried it on last; the name as their sign-in said it, null where it was not kept. */
  operator: z.object({ id: guid, displayName: z.string().nullable() }),
  /** The bound key; null before one was bound. */
  key: z.object({ identity: keyIdentity, productName: z.string() }).nullable(),
  startedAt: instant,
  /** When anything happened last. */
  since: instant,
  /** Where it stopped; null when only the books are left to close. */
  stoppedAt: step.shape.name.nullable(),
  /** Why the last try failed; null when nothing went wrong since. */
  lastFailure: failureCode.nullable(),
  /** Why everything is being taken back; null where the enrolment goes on. */
  takingBack: failureCode.nullable(),
  next: restingPoint,
});
export type UnfinishedEnrolment = z.infer<typeof unfinishedEnrolment>;

/** `GET /api/enrolments/unfinished`: of any operator, the longest at rest first. `truncated`: there are more than these 500. */
export const unfinishedList = z.object({
  unfinished: z.array(unfinishedEnrolment),
  truncated: z.boolean(),
});
export type UnfinishedList = z.infer<typeof unfinishedList>;
