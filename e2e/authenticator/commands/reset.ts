import { demand } from '../ctapStatus.ts';
import type { Command } from './context.ts';

/** authenticatorReset (0x07): soon after power-up, and with a touch (CTAP 2.1 §6.6). */
export const reset: Command = async (context) => {
  const { profile, session, clock, presence } = context;
  const { resetWindowMs, resetMustComeFirst } = profile.quirks;
  const age = clock.now() - session.poweredAt;
  demand(resetWindowMs === undefined || age <= resetWindowMs, 'NOT_ALLOWED');
  demand(!resetMustComeFirst || !session.statefulCommandSeen, 'NOT_ALLOWED');
  await presence.wait();
  context.wipe();
  return undefined;
};
