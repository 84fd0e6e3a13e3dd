import { randomUUID } from 'node:crypto';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { CallerRole } from './callers.ts';
import { timersOfPage } from './pageTimers.ts';
import { createPageBackend, type Link, type PageOnWire } from './pageWire.ts';
import type { VirtualClock } from './virtualClock.ts';

/** A page without keys, on which somebody looks for a PIN. */
export interface ReaderPage extends PageOnWire {
  readonly backend: BackendPort;
}

export interface ReaderPageParts {
  readonly personId: string;
  readonly role: CallerRole;
  readonly clock: VirtualClock;
  readonly link: Link;
}

/** Loads such a page; loaded again it is another session. */
export function openReaderPage({ personId, role, clock, link }: ReaderPageParts): ReaderPage {
  const session = randomUUID();
  const timers = timersOfPage(clock);
  let isDead = false;
  const page: ReaderPage = {
    personId,
    role,
    session,
    isSignedOut: false,
    backend: createPageBackend({ link, timers, page: () => page, session }),
    get isDead() {
      return isDead;
    },
    die() {
      isDead = true;
      timers.stop();
    },
  };
  return page;
}
