import type { CborValue } from '#shared/cbor/cborValue.ts';
import { StatusError } from '../ctapStatus.ts';
import type { Enumeration } from '../session.ts';
import type { KeyContext } from './context.ts';

/** A list half read is forgotten after this long (CTAP 2.1 §6.3). */
const ENUMERATION_TIMEOUT_MS = 30_000;

export function startEnumeration(
  context: KeyContext,
  kind: Enumeration['kind'],
  items: (() => CborValue)[],
): void {
  context.session.enumeration = { kind, items, lastUsedAt: context.clock.now() };
}

/** The next of a list begun before. @throws StatusError NOT_ALLOWED without one, at its end, or after 30 s */
export function takeNext(context: KeyContext, kind: Enumeration['kind']): CborValue {
  const { session, clock } = context;
  const running = session.enumeration;
  const now = clock.now();
  const next =
    running?.kind === kind && now - running.lastUsedAt < ENUMERATION_TIMEOUT_MS
      ? running.items.shift()
      : undefined;
  if (running === undefined || next === undefined) {
    session.enumeration = undefined;
    throw new StatusError('NOT_ALLOWED');
  }
  running.lastUsedAt = now;
  return next();
}
