import type { ReactNode } from 'react';
import { useId } from 'react';
import { describedBy, FieldNote, isSaid } from './FieldNote.tsx';

interface RadioGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly hint?: string;
  }[];
  readonly onChange: (value: Value) => void;
  readonly error?: ReactNode;
  /** What explains it elsewhere on the page. */
  readonly explainedBy?: string;
}

/** One of a few, all in sight, each with what it means. */
export function RadioGroup<Value extends string>({
  label,
  value,
  options,
  onChange,
  error,
  explainedBy,
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-invalid={isSaid(error) || undefined}
      aria-describedby={describedBy(`${id}-note`, { error }, explainedBy)}
      className="flex min-w-0 flex-col"
    >
      <span id={`${id}-label`} className="mb-1 font-semibold">
        {label}
      </span>
      {options.map((option) => (
        <label
          key={option.value}
          className="-mx-2 flex min-h-10 items-start gap-3 rounded-md px-2 py-2 hover:bg-hover"
        >
          <input
            type="radio"
            name={id}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="flex min-w-0 flex-col">
            {option.label}
            {option.hint !== undefined && (
              <span className="text-muted text-small">{option.hint}</span>
            )}
          </span>
        </label>
      ))}
      <FieldNote id={`${id}-note`} error={error} />
    </div>
  );
}
