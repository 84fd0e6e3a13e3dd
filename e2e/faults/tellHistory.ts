import type { HistoryEvent } from './history/historyEvent.ts';

/** A history as short lines, for whoever has to find out what went wrong. */
export function tellHistory(history: readonly HistoryEvent[]): string[] {
  return history.flatMap((event) => {
    switch (event.kind) {
      case 'audit':
      case 'carried':
        return [];
      case 'journal': {
        const { code } = event.event as { readonly code?: string };
        const what = code === undefined ? event.event.type : `${event.event.type} (${code})`;
        return [`${event.enrolmentId.slice(0, 8)} ${event.seq} ${what}`];
      }
      case 'note':
        return [`* ${event.text}`];
      default: {
        const { kind, ...rest } = event;
        return [`  ${kind} ${JSON.stringify(rest)}`];
      }
    }
  });
}
