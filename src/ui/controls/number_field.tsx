import { useState } from 'react';
import { Field } from './field.tsx';

interface Props {
  label: string;
  hint?: string;
  value: number | null;
  min: number;
  max: number;
  /** `1` for whole numbers. */
  step: number;
  /** What an empty field means. Without it, an empty field is not a value. */
  empty?: string;
  onChange: (value: number | null) => void;
}

/** Reports every valid value as it is typed. On blur it shows the value that holds. */
export function NumberField({ label, hint, value, min, max, step, empty, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const change = (text: string) => {
    setTyped(text);
    const number = Number(text);
    if (text === '') {
      if (empty !== undefined) onChange(null);
    } else if (number >= min && number <= max && (step !== 1 || Number.isInteger(number))) onChange(number);
  };
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          inputMode={step === 1 ? 'numeric' : 'decimal'}
          min={min}
          max={max}
          step={step === 1 ? 1 : 'any'}
          placeholder={empty}
          value={typed ?? value ?? ''}
          onChange={(event) => change(event.target.value)}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}
