import { z } from 'zod';
import { instant } from './common.ts';

/**
 * `GET /api/clock`: what time it is to the backend, and how far Microsoft Graph's clock was ahead of it at Graph's last
 * answer. `graph` is null where Graph has not answered since the backend started: then only the backend's time is known.
 */
export const clockReading = z.object({
  now: instant,
  graph: z
    .object({
      /** Milliseconds; negative where Graph is behind, 0 where they agree to two seconds. */
      aheadMs: z.number().int(),
      /** When Graph answered, by the backend's clock. */
      notedAt: instant,
    })
    .nullable(),
});
export type ClockReading = z.infer<typeof clockReading>;
