import type { DisclosedPass } from '#bff/invitations/passDesk.ts';
import type { RevealedPass } from '#shared/api/index.ts';

/** An access pass as the page gets it: here it leaves the backend. */
export function passAnswer({ pass, reservationId, until }: DisclosedPass): RevealedPass {
  return { pass: pass.reveal(), reservationId, expiresAt: until.toISOString() };
}
