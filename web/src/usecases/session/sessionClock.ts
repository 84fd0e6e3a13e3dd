import type { TabMemory } from '../runMemory.ts';

const MINUTE_MS = 60_000;
/** Without anybody doing anything. */
export const IDLE_MS = 15 * MINUTE_MS;
/** Since the sign-in, whatever was done. */
export const LONGEST_MS = 8 * 60 * MINUTE_MS;
/** Said so long before (WCAG 2.2 §2.2.1: no less than 20 s). */
const WARNED_MS = MINUTE_MS;

/** Why a session ended by itself. */
export type SessionEnd = 'idle' | 'hours';
export type SessionStanding = 'fine' | 'soon' | SessionEnd;

/** How long a tab stays signed in. Remembers two times or a word, and nothing of whom. */
export interface SessionClock {
  /** Somebody signed in a moment ago. */
  begin(): void;
  /** Somebody is signed in: goes on from before a reload, begins where there was nothing. */
  resume(): SessionStanding;
  /** Somebody did something. Does not wake what is over. */
  note(): void;
  standing(): SessionStanding;
  /** Nobody is signed in; null: because they said so. */
  end(why: SessionEnd | null): void;
  /** Why the last session ended by itself; null where it did not, or somebody is signed in. */
  endedBy(): SessionEnd | null;
}

const MEMORY_KEY = 'keywright.session';
const TIMES = /^(\d+) (\d+)$/;
/** So seldom is written what is noted with every key that is pressed. */
const EXACT_MS = 1_000;

/**
 * Makes the clock. It lives in the tab, so that neither a reload nor a computer that slept makes a session longer.
 * @param now milliseconds since the epoch
 */
export function createSessionClock(memory: TabMemory, now: () => number): SessionClock {
  const keep = (text: string) => memory.setItem(MEMORY_KEY, text);
  const times = () => {
    const [, began, seen] = TIMES.exec(memory.getItem(MEMORY_KEY) ?? '') ?? [];
    return began === undefined || seen === undefined
      ? null
      : { began: Number(began), seen: Number(seen) };
  };
  const standing = (): SessionStanding => {
    const kept = times();
    if (kept === null) return 'fine';
    const quiet = now() - kept.seen;
    const long = now() - kept.began;
    if (quiet >= IDLE_MS) return 'idle';
    if (long >= LONGEST_MS) return 'hours';
    return quiet >= IDLE_MS - WARNED_MS || long >= LONGEST_MS - WARNED_MS ? 'soon' : 'fine';
  };
  const begin = () => keep(`${now()} ${now()}`);
  const isOver = () => standing() === 'idle' || standing() === 'hours';
  return {
    begin,
    resume() {
      if (times() === null) begin();
      return standing();
    },
    note() {
      const kept = times();
      if (kept === null || isOver() || now() - kept.seen < EXACT_MS) return;
      keep(`${kept.began} ${now()}`);
    },
    standing,
    end: (why) => keep(why ?? ''),
    endedBy() {
      const word = memory.getItem(MEMORY_KEY);
      return word === 'idle' || word === 'hours' ? word : null;
    },
  };
}
