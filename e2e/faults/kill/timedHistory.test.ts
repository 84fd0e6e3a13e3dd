import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { mergeByTime } from './timedHistory.ts';
import { startWallClock } from './wallClock.ts';

const note = (text: string): HistoryEvent => ({ kind: 'note', text });

describe('a history in the order of time', () => {
  it('puts what was seen between the commits before and after it', () => {
    const books = [
      { at: 10, event: note('pin started') },
      { at: 30, event: note('pin set') },
    ];
    const seen = [{ at: 20, event: note('PIN on the key') }];
    expect(texts(mergeByTime(books, seen))).toEqual(['pin started', 'PIN on the key', 'pin set']);
  });

  it('has the database first where stamps are equal, its rows in their order', () => {
    const books = [
      { at: 10, event: note('journal') },
      { at: 10, event: note('audit') },
    ];
    const seen = [{ at: 10, event: note('effect') }];
    expect(texts(mergeByTime(books, seen))).toEqual(['journal', 'audit', 'effect']);
  });
});

describe('the clock of a round', () => {
  it('says the time of the machine in microseconds, and never less than before', () => {
    const now = startWallClock();
    const stamps = Array.from({ length: 1_000 }, now);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    const [first = 0] = stamps;
    expect(Number.isInteger(first)).toBe(true);
    expect(Math.abs(first / 1_000 - Date.now())).toBeLessThan(5_000);
  });
});

function texts(history: readonly HistoryEvent[]): string[] {
  return history.flatMap((event) => (event.kind === 'note' ? [event.text] : []));
}
