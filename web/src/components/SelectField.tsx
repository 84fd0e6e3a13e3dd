import { type ComponentProps, useId } from 'react';

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'> {
  readonly label: string;
  /** The first one stands for no choice where its value is empty. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Label above, a closed list below. */
export function SelectField({ label, options, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className="min-h-10 rounded-md border border-line-strong bg-surface px-3 text-text"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
