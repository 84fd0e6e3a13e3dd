import type { ComponentProps } from 'react';
import { TextField } from './TextField.tsx';

interface NumberFieldProps
  extends Pick<ComponentProps<typeof TextField>, 'label' | 'help' | 'error' | 'explainedBy'> {
  /** NaN while nothing that is a number stands in the field. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed stays, right or wrong; the error says what is right. */
export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  return (
    <TextField
      {...rest}
      type="number"
      inputMode="numeric"
      step={1}
      value={Number.isNaN(value) ? '' : value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className="w-28"
    />
  );
}
