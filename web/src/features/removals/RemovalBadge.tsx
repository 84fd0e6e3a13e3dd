import type { Removal } from '#shared/api/removals.ts';
import { StateBadge } from '#web/components/StateBadge.tsx';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';

const TONES = {
  planned: 'quiet',
  waiting: 'call',
  running: 'work',
  stopped: 'bad',
  done: 'quiet',
} as const satisfies Record<Removal['state'], string>;

/** How a removal stands, in a word. */
export function RemovalBadge({ state }: { readonly state: Removal['state'] }) {
  return <StateBadge tone={TONES[state]}>{words.states[state]}</StateBadge>;
}
