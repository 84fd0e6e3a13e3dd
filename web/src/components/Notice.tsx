import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

const TONES = {
  info: { box: 'bg-accent-soft', icon: <Info aria-hidden size={20} />, ink: 'text-accent-text' },
  good: { box: 'bg-good-soft', icon: <CircleCheck aria-hidden size={20} />, ink: 'text-good' },
  warning: { box: 'bg-warn-soft', icon: <TriangleAlert aria-hidden size={20} />, ink: 'text-warn' },
  bad: { box: 'bg-bad-soft', icon: <CircleAlert aria-hidden size={20} />, ink: 'text-bad' },
} as const;

interface NoticeProps {
  readonly tone: keyof typeof TONES;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A message in its place on the page: icon, title, what it means, at most one thing to do. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const { box, icon, ink } = TONES[tone];
  return (
    <div className={classes('flex gap-3 rounded-md p-3', box)}>
      <span className={classes('shrink-0', ink)}>{icon}</span>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
        {action !== undefined && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}
