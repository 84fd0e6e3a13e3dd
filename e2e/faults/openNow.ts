import type { HistoryEvent } from './history/historyEvent.ts';

/** The enrolments that the books have open after a history, and which operator is in charge of each. */
export function openNow(history: readonly HistoryEvent[]): ReadonlyMap<string, string> {
  let open = new Map<string, string>();
  let kept = open;
  for (const event of history) {
    if (event.kind === 'backedUp') kept = new Map(open);
    if (event.kind === 'restored') open = new Map(kept);
    if (event.kind !== 'journal') continue;
    const { event: line, enrolmentId } = event;
    if (line.type === 'started' || line.type === 'carriedOn') {
      open.set(enrolmentId, line.operatorId);
    }
    if (line.type === 'finished' || line.type === 'rolledBack') open.delete(enrolmentId);
  }
  return open;
}
