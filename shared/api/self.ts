import { z } from 'zod';
import { guid, instant } from './common.ts';
import { passkey } from './people.ts';

/** A sealed PIN that waits for its holder. */
export const waitingPin = z.object({
  enrolmentId: guid,
  productName: z.string(),
  serial: z.string().nullable(),
  createdAt: instant,
  state: z.enum(['waiting', 'revealed']),
});
export type WaitingPin = z.infer<typeof waitingPin>;

/** `GET /api/me/keys`: the caller's own passkeys and PINs. Takes no user id: the token says who. */
export const myKeys = z.object({ passkeys: z.array(passkey), pins: z.array(waitingPin) });
export type MyKeys = z.infer<typeof myKeys>;

/** `POST /api/me/pins/{enrolmentId}/reveal`: the PIN, once. Second call: 409 `pin_already_revealed`. */
export const revealedPin = z.object({ pin: z.string() });
