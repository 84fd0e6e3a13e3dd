import { runView, type StateView } from '#web/app/tray/runView.ts';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';

const { states } = enrolMessages;

/** How a run stands, in words for somebody who does it for the first time. Icon and tone are the Station's. */
export function ownRunView(run: EnrolmentRun): StateView {
  const view = runView(run);
  const { word, hint } = wordsOf(run);
  // Why the tenant is waited for, or what was left on the key, is said by the Station's words.
  const isSaid = run.need === 'wait' || (run.phase === 'rolledBack' && view.failure === null);
  return { ...view, word, hint: isSaid ? view.hint : hint };
}

function wordsOf({ phase, need }: EnrolmentRun): {
  readonly word: string;
  readonly hint: string | null;
} {
  if (phase === 'rolledBack') return states.rolledBack;
  if (need !== null) return states[need];
  return phase === 'cancelling' ? states.cancelling : states.working;
}
