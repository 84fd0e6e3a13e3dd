import type { Notice } from '#bff/mail/notice.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';

/** What the books hold for jobs to do, kept by the history; a job without work would only look into an empty table. */
export interface BooksAtHand {
  readonly openEnrolments: number;
  readonly escrowedPins: number;
  readonly livePasses: number;
  waitingNotices: number;
  /** What a notice is about; `unknown` for one that is in no books. */
  noticeKind(id: string): Notice['kind'] | 'unknown';
  take(event: HistoryEvent): void;
}

/** Empty books. */
export function createBooksAtHand(): BooksAtHand {
  let open = new Set<string>();
  let kept = open;
  const kinds = new Map<string, Notice['kind']>();
  let escrowedPins = 0;
  let livePasses = 0;
  return {
    waitingNotices: 0,
    get openEnrolments() {
      return open.size;
    },
    get escrowedPins() {
      return escrowedPins;
    },
    get livePasses() {
      return livePasses;
    },
    noticeKind: (id) => kinds.get(id) ?? 'unknown',
    take(event) {
      switch (event.kind) {
        case 'journal':
          if (event.event.type === 'started') open.add(event.enrolmentId);
          if (event.event.type === 'finished' || event.event.type === 'rolledBack') {
            open.delete(event.enrolmentId);
          }
          return;
        case 'noticeWritten':
          kinds.set(event.noticeId, event.about);
          this.waitingNotices += 1;
          return;
        case 'escrowSealed':
          escrowedPins += 1;
          return;
        case 'audit':
          if (event.action === 'shredPin') escrowedPins -= 1;
          return;
        case 'passIssued':
          livePasses += 1;
          return;
        case 'passDeleted':
          livePasses -= 1;
          return;
        case 'backedUp':
          kept = new Set(open);
          return;
        case 'restored':
          open = new Set(kept);
          // Whatever waited then waits again.
          this.waitingNotices += 1;
          escrowedPins += 1;
          return;
        default:
          return;
      }
    },
  };
}
