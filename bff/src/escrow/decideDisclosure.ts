import type { AlertReason } from '#bff/audit/alertReason.ts';
import type { EscrowState } from '#bff/store/schema.ts';
import type { PinDisclosure } from '#shared/enrolment/profile.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/** The way a PIN gets out of the escrow. */
export type DisclosedTo = 'holder' | 'operator' | 'letter';

/** Who asks for a PIN, and in which session of theirs: a hash that only it can make again. */
export interface DisclosureRequest {
  readonly to: DisclosedTo;
  readonly viewerId: string;
  readonly session: string;
  readonly now: Date;
}

/** What of an escrowed PIN the decision rests on. */
export interface DisclosureFacts {
  readonly holderId: string;
  readonly disclosure: PinDisclosure;
  readonly state: EscrowState;
  readonly reservationId: string | null;
  readonly reservedBy: string | null;
  readonly reservedUntil: Date | null;
  readonly reservations: number;
  readonly revealedAt: Date | null;
}

/** `repeat`: the answer may have been lost, so it is given once more. `turn` counts the reservations from 1. */
export type DisclosureDecision =
  | { readonly kind: 'reserve'; readonly turn: number; readonly alert: AlertReason | null }
  | { readonly kind: 'repeat'; readonly reservationId: string; readonly until: Date }
  | { readonly kind: 'refuse'; readonly code: FailureCode; readonly alert: AlertReason | null };

/** How often a PIN may be asked for by a new session, when nobody said that it was seen. */
export const MOST_RESERVATIONS = 3;

const NEEDED = {
  holder: 'holderOnly',
  operator: 'operatorOnce',
  letter: 'sealedLetter',
} as const satisfies Record<DisclosedTo, PinDisclosure>;

/** Decides whether a PIN may be shown to who asks for it. Pure: the row is locked by the caller. */
export function decideDisclosure(
  facts: DisclosureFacts | undefined,
  request: DisclosureRequest,
): DisclosureDecision {
  if (facts === undefined) return refuse('not_found');
  const isTheirs = request.to !== 'holder' || facts.holderId === request.viewerId.toLowerCase();
  const isTheWay = facts.disclosure === NEEDED[request.to];
  if (!isTheirs || (!isTheWay && request.to !== 'holder')) {
    return refuse('session_forbidden', 'wrongPerson');
  }
  // Their own key, but its PIN goes another way: nothing waits for them here.
  if (!isTheWay) return refuse('not_found');
  switch (facts.state) {
    case 'sealed':
      return refuse('not_found');
    case 'waiting':
      return { kind: 'reserve', turn: 1, alert: null };
    case 'reserved':
      return decideReserved(facts, request);
    case 'revealed':
      return refuse('pin_already_revealed', 'askedAgain');
    case 'shredded':
      return facts.revealedAt === null
        ? refuse('pin_destroyed')
        : refuse('pin_already_revealed', 'askedAgain');
  }
}

function decideReserved(
  { reservationId, reservedBy, reservedUntil: until, reservations }: DisclosureFacts,
  { session, now }: DisclosureRequest,
): DisclosureDecision {
  if (reservationId !== null && until !== null && until > now) {
    return reservedBy === session
      ? { kind: 'repeat', reservationId, until }
      : refuse('pin_shown_elsewhere');
  }
  return reservations < MOST_RESERVATIONS
    ? { kind: 'reserve', turn: reservations + 1, alert: 'shownAgain' }
    : refuse('pin_already_revealed', 'askedAgain');
}

function refuse(code: FailureCode, alert: AlertReason | null = null): DisclosureDecision {
  return { kind: 'refuse', code, alert };
}
