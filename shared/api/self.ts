import { z } from 'zod';
import { guid, instant } from './common.ts';
import { ownPasskey } from './myKeys.ts';

/** A sealed PIN that waits for its holder. */
export const waitingPin = z.object({
  enrolmentId: guid,
  productName: z.string(),
  serial: z.string().nullable(),
  createdAt: instant,
  /** `revealed`: it was seen, or asked for too often. `destroyed`: nobody asked for it in time. */
  state: z.enum(['waiting', 'revealed', 'destroyed']),
  /** It was sent to some window of the holder's, whether or not that said it was seen. */
  wasFetched: z.boolean(),
});
export type WaitingPin = z.infer<typeof waitingPin>;

/** `GET /api/me/keys`: the caller's own passkeys and PINs. Takes no user id: the token says who. */
export const myKeys = z.object({ passkeys: z.array(ownPasskey), pins: z.array(waitingPin) });
export type MyKeys = z.infer<typeof myKeys>;

/**
 * A PIN that is out to be seen: `POST /api/me/pins/{enrolmentId}/reveal` for its holder, `POST /api/enrolments/{id}/pin`
 * for an operator where the profile says so. The page confirms the reservation once a person can see it; until then, and
 * for a minute, the same page gets it again, and any other is refused with 409 `pin_shown_elsewhere`.
 */
export const revealedPin = z.object({
  pin: z.string(),
  reservationId: guid,
  expiresAt: instant,
});
export type RevealedPin = z.infer<typeof revealedPin>;

/** `POST …/confirm`: the PIN was seen. It is not shown again. */
export const confirmPin = z.strictObject({ reservationId: guid });
export const confirmedPin = z.object({ revealedAt: instant });
