import { useId } from 'react';
import styles from './share.module.css';

interface Props<Value extends string> {
  legend: string;
  value: Value;
  options: Record<Value, string>;
  onChange: (value: Value) => void;
}

/** A choice of one among a few, all of them visible. */
export function Choice<Value extends string>({ legend, value, options, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {(Object.entries(options) as [Value, string][]).map(([each, label]) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
