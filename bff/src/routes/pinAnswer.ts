import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { DisclosedPin, Viewer } from '#bff/enrolment/pinDesk.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { type confirmPin, guid, PAGE_SESSION_HEADER, type RevealedPin } from '#shared/api/index.ts';

/** The header that every request for a PIN has. */
export const pageSession = z.object({ [PAGE_SESSION_HEADER]: guid });

/** Who looks: the token's person in the page's session, which the route has validated. */
export function viewerOf(c: Context<AppEnv>): Viewer {
  return { ...actorOf(c), session: c.req.header(PAGE_SESSION_HEADER) ?? '' };
}

/** What can be shown once and then has to be confirmed: the desk of PINs, and that of access passes. */
interface Confirms {
  confirm(id: string, reservationId: string, viewer: Viewer): Promise<Date>;
}

/** What was shown was seen, says the page that it was shown to: when that was said first. */
export async function confirmAnswer(
  desk: Confirms,
  id: string,
  { reservationId }: z.infer<typeof confirmPin>,
  c: Context<AppEnv>,
): Promise<{ revealedAt: string }> {
  const at = await desk.confirm(id, reservationId, viewerOf(c));
  return { revealedAt: at.toISOString() };
}

/** A PIN as the page gets it: here it leaves the backend. */
export function pinAnswer({ pin, reservationId, until }: DisclosedPin): RevealedPin {
  return { pin: pin.reveal(), reservationId, expiresAt: until.toISOString() };
}
