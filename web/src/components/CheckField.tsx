import { type ReactNode, useId } from 'react';
import { describedBy, FieldNote, isSaid } from './FieldNote.tsx';

interface CheckFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly help?: ReactNode;
  readonly error?: ReactNode;
  /** What explains it elsewhere on the page. */
  readonly explainedBy?: string;
}

/** A box to tick; the words belong to it. */
export function CheckField({
  label,
  checked,
  onChange,
  help,
  error,
  explainedBy,
}: CheckFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col">
      <label className="-mx-2 -mt-2 flex min-h-10 items-start gap-3 rounded-md px-2 py-2 hover:bg-hover">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-invalid={isSaid(error) || undefined}
          aria-describedby={describedBy(`${id}-note`, { help, error }, explainedBy)}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span className="font-semibold">{label}</span>
      </label>
      <FieldNote id={`${id}-note`} help={help} error={error} />
    </div>
  );
}
