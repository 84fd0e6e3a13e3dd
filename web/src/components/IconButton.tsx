import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'type'> {
  /** What it does; read out, and shown on hover. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A square press target of 40 px that shows only an icon. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      aria-label={label}
      title={label}
      className={classes(
        'inline-flex size-10 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text',
        className,
      )}
    >
      {icon}
    </button>
  );
}
