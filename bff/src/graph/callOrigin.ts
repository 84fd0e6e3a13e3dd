import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallCost } from './limiter/callClass.ts';

/** What a call to Graph is made for. */
export interface CallOrigin {
  /** The request of the page. */
  readonly requestId?: string;
  /** What people do about themselves: its calls have a share of Graph's quota and no more. */
  readonly isSelfService: boolean;
  /** Something is held meanwhile: it goes before what only begins. */
  readonly isUnderWay?: true;
  /** A turn at Graph that was waited for before, for one call. */
  readonly turn?: TurnAhead;
}

/** See {@link CallOrigin.turn}. */
export interface TurnAhead {
  readonly cost: CallCost;
  readonly waitedMs: number;
  isTaken: boolean;
}

const NOBODY: CallOrigin = { isSelfService: false };
const current = new AsyncLocalStorage<CallOrigin>();

/**
 * Does work whose calls to Graph all have this origin, whoever makes them on the way. Said once where it begins and not handed from
 * hand to hand: what is forgotten there would be a call beside its share.
 */
export function withOrigin<T>(origin: CallOrigin, work: () => T): T {
  return current.run({ ...callOrigin(), ...origin }, work);
}

/** {@link withOrigin} for self-service: for jobs that go on with what people began about themselves. */
export function asSelfService<T>(work: () => T): T {
  return withOrigin({ isSelfService: true }, work);
}

/** The origin of the call that is about to be made. */
export function callOrigin(): CallOrigin {
  return current.getStore() ?? NOBODY;
}

/** Takes the turn that was waited for before, where there is one for such a call. @returns how long that was, in milliseconds. */
export function takeTurnAhead(cost: CallCost): number | null {
  const { turn } = callOrigin();
  if (turn === undefined || turn.isTaken || turn.cost.writes !== cost.writes) return null;
  turn.isTaken = true;
  return turn.waitedMs;
}
