import { z } from 'zod';
import { guid, instant } from './common.ts';

/**
 * `GET /api/operators/suspended`, for admins: who is stopped here, newest first. A suspension holds until it is taken back and
 * needs no new token: nobody suspended begins an enrolment, alone or in a batch. It takes no role away; that is done in
 * Entra.
 */
export const suspendedOperators = z.object({
  suspended: z.array(z.object({ operatorId: guid, suspendedById: guid, at: instant })),
});
export type SuspendedOperators = z.infer<typeof suspendedOperators>;

/** `POST /api/operators/{userId}/suspension`: suspends an operator, or takes that back; safe to repeat. */
export const changeSuspension = z.strictObject({ suspended: z.boolean() });
