import type { ReactNode } from 'react';
import { classes } from '#web/components/classes.ts';

interface FactProps {
  readonly name: string;
  /** Needs the whole width. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** One line of what a request is about. */
export function Fact({ name, isWide = false, children }: FactProps) {
  return (
    <div className={classes('min-w-0', isWide && 'wide:col-span-2')}>
      <dt className="text-muted text-small">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
