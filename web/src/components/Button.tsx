import type { ComponentProps, ReactNode } from 'react';
import { BUTTON_LOOKS } from './buttonLooks.ts';
import { classes } from './classes.ts';
import { Spinner } from './Spinner.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  readonly look?: keyof typeof BUTTON_LOOKS;
  readonly type?: 'button' | 'submit';
  readonly icon?: ReactNode;
  /** Says that the press was taken and its effect is under way; a second press does nothing. */
  readonly busy?: boolean;
}

/** A press target of 40 px. While busy it keeps the focus, which a disabled button would lose. */
export function Button({
  look = 'secondary',
  type = 'button',
  icon,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={classes(
        'inline-flex min-h-10 items-center justify-center gap-2 rounded-md px-4 font-semibold text-body transition-colors',
        'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-70',
        BUTTON_LOOKS[look],
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
