import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import { classes } from '#web/components/classes.ts';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import type { Mark } from '#web/usecases/stationCheck/assessStation.ts';

const LOOKS: Readonly<Record<Mark, { readonly Icon: LucideIcon; readonly ink: string }>> = {
  good: { Icon: CircleCheck, ink: 'text-good' },
  warning: { Icon: TriangleAlert, ink: 'text-warn' },
  bad: { Icon: CircleAlert, ink: 'text-bad' },
  open: { Icon: CircleHelp, ink: 'text-accent-text' },
  busy: { Icon: LoaderCircle, ink: 'text-accent-text kw-turn' },
  note: { Icon: CircleDashed, ink: 'text-muted' },
};

/** How a probe ended, as a shape and in words. */
export function MarkIcon({ mark }: { readonly mark: Mark }) {
  const { Icon, ink } = LOOKS[mark];
  return (
    <>
      <Icon aria-hidden size={24} className={classes('shrink-0', ink)} />
      <span className="sr-only">{words.marks[mark]}: </span>
    </>
  );
}
