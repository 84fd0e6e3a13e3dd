import type { FailureCode } from '#shared/failure/codes.ts';
import { locale } from '#web/presentation/language.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';

/** The picture beside a state word. */
export type StateIcon =
  | 'work'
  | 'ready'
  | 'touch'
  | 'plug'
  | 'replug'
  | 'swap'
  | 'pin'
  | 'erase'
  | 'person'
  | 'wait'
  | 'done'
  | 'stopped'
  | 'undo';

/** `call`: a person is waited for. */
export type StateTone = 'quiet' | 'work' | 'call' | 'good' | 'bad';

/** What a tile says of its enrolment. */
export interface StateView {
  readonly word: string;
  readonly hint: string | null;
  readonly icon: StateIcon;
  readonly tone: StateTone;
  /** Shown as a notice with cause and next step. */
  readonly failure: FailureCode | null;
}

const { states, hints } = words;

/** Puts the state of a run into the words of its tile. */
export function runView(run: EnrolmentRun): StateView {
  const failure = run.failure?.code ?? null;
  if (run.phase === 'done') {
    const word = run.keyId === null ? states.doneUnplugged : states.done;
    return { word, hint: null, icon: 'done', tone: 'good', failure: null };
  }
  if (run.phase === 'rolledBack') return endedView(run);
  if (run.need !== null) return { ...needView(run, run.need), failure };
  if (run.phase === 'cancelling') {
    return { word: states.takingBack, hint: hints.takingBack, icon: 'undo', tone: 'work', failure };
  }
  return { word: workWord(run), hint: hints.working, icon: 'work', tone: 'work', failure };
}

function endedView({ enrolment }: EnrolmentRun): StateView {
  const { action } = enrolment;
  const { code, left } =
    action.kind === 'rolledBack' ? action : { code: 'internal' as const, left: null };
  const leftHint = left === null ? null : hints.left(words.whyLeft[left] ?? '');
  return code === 'cancelled'
    ? {
        ...{ word: states.cancelled, icon: 'undo', tone: 'quiet', failure: null },
        hint: leftHint === null ? hints.cancelled : `${hints.cancelled} ${leftHint}`,
      }
    : { word: states.stopped, hint: leftHint, icon: 'stopped', tone: 'bad', failure: code };
}

type NeedView = Omit<StateView, 'failure'>;

function needView(run: EnrolmentRun, need: NonNullable<EnrolmentRun['need']>): NeedView {
  const { action, key, takingBack } = run.enrolment;
  switch (need) {
    case 'touch': {
      const hint = action.kind === 'resetKey' ? hints.touchReset : hints.touch;
      return { word: states.touch, hint, icon: 'touch', tone: 'call' };
    }
    case 'plug': {
      const hint = key === null ? hints.plugAny : hints.plug;
      return { word: states.plug, hint, icon: 'plug', tone: 'call' };
    }
    case 'replug':
      return { word: states.replug, hint: hints.replug, icon: 'replug', tone: 'call' };
    case 'otherKey': {
      const hint = action.kind === 'wrongKey' ? hints.otherKey : hints.otherKeyNew;
      return { word: states.otherKey, hint, icon: 'swap', tone: 'call' };
    }
    case 'browser':
      return { word: states.browser, hint: hints.browser, icon: 'touch', tone: 'call' };
    case 'pin': {
      const hint = run.pin?.purpose === 'new' ? hints.pinNew : hints.pinCurrent;
      return { word: states.pin, hint, icon: 'pin', tone: 'call' };
    }
    case 'confirmReset': {
      const hint = takingBack === null ? hints.confirmReset : hints.confirmUndoReset;
      return { word: states.confirmReset, hint, icon: 'erase', tone: 'call' };
    }
    case 'signIn':
      return { word: states.signIn, hint: hints.signIn, icon: 'person', tone: 'call' };
    case 'wait':
      return { word: states.waiting, hint: waitHint(run), icon: 'wait', tone: 'work' };
    case 'tryAgain':
      return { word: states.stopped, hint: null, icon: 'stopped', tone: 'bad' };
  }
}

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

function waitHint({ enrolment: { action } }: EnrolmentRun): string {
  return action.kind === 'waitForTenant'
    ? hints.waitingUntil(clock.format(new Date(action.until)))
    : hints.waiting;
}

function workWord({ enrolment }: EnrolmentRun): string {
  switch (enrolment.action.kind) {
    case 'resetKey':
      return states.resetting;
    case 'setPin':
      return states.settingPin;
    case 'makeCredential':
    case 'createInBrowser':
      return states.registering;
    case 'prove':
    case 'proveInBrowser':
      return states.proving;
    case 'applyPolicy':
      return states.finishing;
    case 'findCredentials':
    case 'removeCredential':
      return states.removing;
    default:
      return states.checking;
  }
}
