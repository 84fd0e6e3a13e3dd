import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly help?: ReactNode;
  /** Takes the place of the help. */
  readonly error?: ReactNode;
}

/** Label above, help below, the error in place of the help. */
export function TextField({ label, help, error, className, ...rest }: TextFieldProps) {
  const id = useId();
  const note = error ?? help;
  const isWrong = error !== undefined && error !== null;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={isWrong || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classes(
          'min-h-10 rounded-md border border-line-strong bg-surface px-3 text-text placeholder:text-muted aria-invalid:border-bad',
          className,
        )}
      />
      {note !== undefined && (
        <div
          id={`${id}-note`}
          className={classes('text-small', isWrong ? 'text-bad' : 'text-muted')}
        >
          {note}
        </div>
      )}
    </div>
  );
}
