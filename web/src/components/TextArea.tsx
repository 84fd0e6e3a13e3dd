import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import { describedBy, FieldNote, isSaid } from './FieldNote.tsx';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: ReactNode;
  /** What explains it elsewhere on the page. */
  readonly explainedBy?: string;
}

/** Several lines of text. */
export function TextArea({ label, help, error, explainedBy, className, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        aria-invalid={isSaid(error) || undefined}
        aria-describedby={describedBy(`${id}-note`, { help, error }, explainedBy)}
        className={classes(
          'rounded-md border border-line-strong bg-surface px-3 py-2 text-text placeholder:text-muted aria-invalid:border-bad',
          className,
        )}
      />
      <FieldNote id={`${id}-note`} help={help} error={error} />
    </div>
  );
}
