import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { BUTTON_LOOKS } from './buttonLooks.ts';
import { classes } from './classes.ts';

interface ButtonAnchorProps extends ComponentProps<'a'> {
  readonly look?: 'primary' | 'secondary';
  /** 44 px, where fingers press it: on pages that are read on phones. */
  readonly isLarge?: boolean;
  readonly icon?: ReactNode;
}

/** A link out of the page that looks like the button beside it. */
export function ButtonAnchor({
  look = 'primary',
  isLarge = false,
  icon,
  className,
  children,
  ...rest
}: ButtonAnchorProps) {
  return (
    <a
      {...rest}
      className={classes(
        'inline-flex items-center gap-2 rounded-md px-4 font-semibold',
        isLarge ? 'min-h-11' : 'min-h-10',
        BUTTON_LOOKS[look],
        className,
      )}
    >
      {icon}
      {children}
    </a>
  );
}

/** A link to another page of ours that looks like the button beside it. */
export const ButtonLink = createLink(ButtonAnchor);
