import type { Break, HistoryEvent, Invariant } from './historyEvent.ts';
import { judgeAudit } from './judgeAudit.ts';
import { judgeJournal } from './judgeJournal.ts';
import { judgeKey } from './judgeKey.ts';
import { judgeMail, judgeNotices } from './judgeMail.ts';
import { judgePasses } from './judgePasses.ts';
import { judgePins } from './judgePins.ts';
import { judgeRest } from './judgeRest.ts';
import { judgeTenant } from './judgeTenant.ts';
import { applyEvent, createWorldState, type WorldState } from './worldState.ts';

/** Takes one broken invariant down. */
export type Report = (invariant: Invariant, text: string) => void;

/** Judges an event before it is applied: `state` is the world until then. */
export type Judge = (state: WorldState, event: HistoryEvent, report: Report) => void;

const JUDGES: readonly Judge[] = [
  judgeKey,
  judgeTenant,
  judgePins,
  judgePasses,
  judgeMail,
  judgeAudit,
  judgeJournal,
];

/** What a history comes to. */
export interface Verdict {
  readonly breaks: readonly Break[];
}

/**
 * The one checker of every layer: reads a history from its beginning and says which of I1 to I12 it breaks, and where.
 * @param isAtRest faults have stopped and everybody had time: I10 and I11 hold, too, and everybody was told
 * @param hasMail the history tells of mail; where nobody sends any, nobody can have been told
 */
export function judgeHistory(
  history: readonly HistoryEvent[],
  isAtRest: boolean,
  hasMail = true,
): Verdict {
  const state = createWorldState();
  const breaks: Break[] = [];
  for (const [index, event] of history.entries()) {
    const report: Report = (invariant, text) => breaks.push({ invariant, text, at: index });
    for (const judge of JUDGES) judge(state, event, report);
    applyEvent(state, event);
  }
  if (isAtRest) {
    const report: Report = (invariant, text) =>
      breaks.push({ invariant, text, at: history.length });
    judgeRest(state, history, report);
    if (hasMail) judgeNotices(state, report);
  }
  return { breaks };
}
