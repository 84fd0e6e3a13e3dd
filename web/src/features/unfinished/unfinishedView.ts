import type { UnfinishedEnrolment } from '#shared/api/unfinished.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import { describeFailure, learnFailureWords } from '#web/presentation/describeFailure.ts';
import { locale } from '#web/presentation/language.ts';
import { wayFailureMessages } from '#web/presentation/messages.failures.ways.ts';
import { unfinishedMessages as words } from '#web/presentation/messages.unfinished.ts';

/** An unfinished enrolment in words. */
export interface UnfinishedView {
  /** The key with what tells it from others. */
  readonly key: string;
  readonly happened: string;
  /** The one thing to do. */
  readonly next: string;
  /** Whether that is for somebody at a station. */
  readonly needsStation: boolean;
  /** Whether it goes on in the guide to Microsoft's page. */
  readonly isGuided: boolean;
}

learnFailureWords(wayFailureMessages);

/** After an erasing that is part of taking back nothing is set up. */
const UNDO_RESET = { confirmReset: 'confirmUndoReset', finishReset: 'finishUndoReset' } as const;

const NOT_AT_STATION: readonly UnfinishedEnrolment['next']['kind'][] = ['wait', 'nothing', 'guide'];

const PRINT_DIGITS = 8;
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

/** Says in words what the backend says in data. */
export function unfinishedView(enrolment: UnfinishedEnrolment): UnfinishedView {
  const { next } = enrolment;
  return {
    key: keyLine(enrolment.key),
    happened: whatHappened(enrolment),
    next: whatToDo(enrolment),
    needsStation: !NOT_AT_STATION.includes(next.kind),
    isGuided: next.kind === 'guide',
  };
}

function keyLine(key: UnfinishedEnrolment['key']): string {
  if (key === null) return words.noKey;
  const name = key.productName === '' ? words.unknownKey : key.productName;
  const { serial } = key.identity;
  return serial === null ? words.print(name, print(key.identity)) : words.serial(name, serial);
}

function whatHappened({ takingBack, lastFailure, stoppedAt, next }: UnfinishedEnrolment): string {
  if (next.kind === 'guide') return words.watched;
  if (takingBack === 'cancelled') return words.takingBack;
  if (takingBack !== null) return words.takenBackBecause(describeFailure(takingBack).title);
  if (lastFailure !== null) return describeFailure(lastFailure).title;
  return stoppedAt === null ? words.allDone : words.stoppedAt[stoppedAt];
}

function whatToDo({ next, holder, takingBack }: UnfinishedEnrolment): string {
  switch (next.kind) {
    case 'plugAnyKey':
      return words.next.plugAnyKey(holder.displayName);
    case 'goOnInBrowser':
      return words.next.goOnInBrowser;
    case 'confirmReset':
    case 'finishReset':
      return words.next[takingBack === null ? next.kind : UNDO_RESET[next.kind]](
        shortName(next.key),
      );
    case 'plugKey':
    case 'takeBack':
      return words.next[next.kind](shortName(next.key));
    case 'guide':
      return words.next.guide[next.step](holder.displayName);
    case 'wait':
      return next.until === null
        ? words.next.wait
        : words.next.waitUntil(clock.format(new Date(next.until)));
    case 'nothing':
      return words.next.nothing;
  }
}

function shortName(identity: KeyIdentity): string {
  return identity.serial === null
    ? words.key.print(print(identity))
    : words.key.serial(identity.serial);
}

function print({ fingerprint }: KeyIdentity): string {
  return fingerprint.slice(0, PRINT_DIGITS);
}
