import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import { describedBy, FieldNote, isSaid } from './FieldNote.tsx';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly help?: ReactNode;
  /** Takes the place of the help. */
  readonly error?: ReactNode;
  /** What explains it elsewhere on the page. */
  readonly explainedBy?: string;
}

/** Label above, help below, the error in place of the help. */
export function TextField({ label, help, error, explainedBy, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={isSaid(error) || undefined}
        aria-describedby={describedBy(`${id}-note`, { help, error }, explainedBy)}
        className={classes(
          'min-h-10 rounded-md border border-line-strong bg-surface px-3 text-text placeholder:text-muted aria-invalid:border-bad',
          className,
        )}
      />
      <FieldNote id={`${id}-note`} help={help} error={error} />
    </div>
  );
}
