import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

interface MenuProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly triggerClassName?: string;
  readonly children: ReactNode;
}

/** A button with a small panel beneath it, on the browser's popover: Escape and a press elsewhere close it. */
export function Menu({ label, trigger, triggerClassName, children }: MenuProps) {
  const id = useId();
  return (
    <div className="kw-menu relative">
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={label}
        className={classes(
          'inline-flex h-10 min-w-10 items-center justify-center gap-2 rounded-md text-muted hover:bg-hover hover:text-text',
          triggerClassName,
        )}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        className="kw-menu-panel min-w-56 rounded-md border border-line bg-raised p-1 text-text shadow-float"
      >
        {children}
      </div>
    </div>
  );
}

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly isCurrent?: boolean;
  readonly isDisabled?: boolean;
  /** Where it is in another language than the page. */
  readonly lang?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** One thing to do from a {@link Menu}; closes it. */
export function MenuItem({ icon, isCurrent, isDisabled, lang, onPress, children }: MenuItemProps) {
  return (
    <button
      type="button"
      disabled={isDisabled}
      lang={lang}
      aria-pressed={isCurrent}
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
        onPress();
      }}
      className="flex min-h-10 w-full items-center gap-3 rounded-md px-3 text-left hover:bg-hover disabled:opacity-60 disabled:hover:bg-transparent aria-pressed:font-semibold aria-pressed:text-accent-text"
    >
      {icon}
      {children}
    </button>
  );
}
