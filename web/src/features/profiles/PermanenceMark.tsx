import { Lock, RotateCcw, TriangleAlert } from 'lucide-react';
import { classes } from '#web/components/classes.ts';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import type { Permanence } from './permanence.ts';

const LOOKS: Readonly<Record<Permanence, { readonly ink: string; readonly icon: typeof Lock }>> = {
  forever: { ink: 'bg-bad-soft text-bad', icon: TriangleAlert },
  untilReset: { ink: 'bg-warn-soft text-warn', icon: Lock },
  untilChanged: { ink: 'bg-sunken text-muted', icon: RotateCcw },
  switchable: { ink: 'bg-sunken text-muted', icon: RotateCcw },
};

/** Says how far a setting can be taken back. */
export function PermanenceMark({ permanence }: { readonly permanence: Permanence }) {
  const { ink, icon: Icon } = LOOKS[permanence];
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1 self-start rounded-full px-2 py-0.5 font-semibold text-small',
        ink,
      )}
    >
      <Icon aria-hidden size={14} className="shrink-0" />
      {words.marks[permanence]}
    </span>
  );
}
