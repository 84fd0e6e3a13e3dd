import type { GuidedEnrolment } from '#shared/api/guided.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import type { GuidedSide } from '#web/usecases/guided/guidedPort.ts';
import { keyTitle } from './keyTitle.ts';

/** How a state looks. Colour never says it alone. */
export type Tone = 'work' | 'wait' | 'good' | 'warn' | 'bad' | 'quiet';

/** A state in words: what is, and what it means. */
export interface WatchWords {
  readonly tone: Tone;
  readonly title: string;
  readonly texts: readonly string[];
}

/** Says how a registration on Microsoft's page stands. Which of several keys it is has a form of its own. */
export function watchWords(
  side: GuidedSide,
  { state, leftOut }: Pick<GuidedEnrolment, 'state' | 'leftOut'>,
): WatchWords {
  switch (state.kind) {
    case 'watching':
      return { tone: 'work', title: words.watching, texts: [words.watchingText(state.until)] };
    case 'over':
      return { tone: 'wait', title: words.over, texts: [words.overText(state.until)] };
    case 'choose':
      return {
        tone: 'wait',
        title: words.chooseMany(state.keys.length),
        texts: [words.chooseText],
      };
    case 'found': {
      const text = state.forbidden === null ? words.foundText : words.removing;
      return { tone: 'work', title: words.found(keyTitle(state.key)), texts: [text] };
    }
    case 'done':
      return state.forbidden === null
        ? {
            tone: 'good',
            title: words.found(keyTitle(state.key)),
            texts: [
              words.done[side],
              ...(state.key.displayName === ''
                ? []
                : [`${words.registeredAs} “${state.key.displayName}”.`]),
              ...leftOutWords(leftOut),
            ],
          }
        : {
            tone: 'bad',
            title: words.flagged(keyTitle(state.key)),
            texts: [whyForbidden(state.forbidden), keptWords(state.keptFor, side)],
          };
    case 'removed':
      return {
        tone: 'bad',
        title: words.removed(keyTitle(state.key)),
        texts: [whyForbidden(state.forbidden), words.removedText],
      };
    case 'ended':
      return {
        tone: 'quiet',
        title: words.ended[state.code] ?? describeFailure(state.code).title,
        texts: [words.endedText],
      };
  }
}

/** Why it is still there, and what to do about it. */
function keptWords(keptFor: FailureCode | null, side: GuidedSide): string {
  if (keptFor === null) return words.flaggedText;
  return keptFor === 'last_key' ? words.lastKept[side] : words.keptText;
}

function whyForbidden(code: FailureCode): string {
  return words.why[code] ?? describeFailure(code).cause;
}

function leftOutWords(items: GuidedEnrolment['leftOut']): string[] {
  if (items.length === 0) return [];
  return [words.leftOut(items.map((item) => words.leftOutItems[item]).join(', '))];
}
