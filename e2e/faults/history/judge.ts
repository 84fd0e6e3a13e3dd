import type { Break, HistoryEvent, Invariant } from './historyEvent.ts';
import { judgeJournal, judgePins } from './judgeBooks.ts';
import { judgeKey } from './judgeKey.ts';
import { judgeRest } from './judgeRest.ts';
import { judgeTenant } from './judgeTenant.ts';
import { applyEvent, createWorldState, type WorldState } from './worldState.ts';

/** Takes one broken invariant down. */
export type Report = (invariant: Invariant, text: string) => void;

/** Judges an event before it is applied: `state` is the world until then. */
export type Judge = (state: WorldState, event: HistoryEvent, report: Report) => void;

const JUDGES: readonly Judge[] = [judgeKey, judgeTenant, judgePins, judgeJournal];

/** What a history comes to. */
export interface Verdict {
  readonly breaks: readonly Break[];
}

/**
 * The one checker of every layer: reads a history from its beginning and says which of I1 to I12 it breaks, and where.
 * The notice of I5 is mail, which does not exist yet; everything else of the twelve is judged.
 * @param isAtRest faults have stopped and everybody had time: I10 and I11 hold, too
 */
export function judgeHistory(history: readonly HistoryEvent[], isAtRest: boolean): Verdict {
  const state = createWorldState();
  const breaks: Break[] = [];
  for (const [index, event] of history.entries()) {
    const report: Report = (invariant, text) => breaks.push({ invariant, text, at: index });
    for (const judge of JUDGES) judge(state, event, report);
    applyEvent(state, event);
  }
  if (isAtRest) {
    judgeRest(state, history, (invariant, text) =>
      breaks.push({ invariant, text, at: history.length }),
    );
  }
  return { breaks };
}
