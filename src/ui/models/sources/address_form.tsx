import { useState } from 'react';
import { addressForms, type Address } from '../../../vocabulary/checkpoint_sources.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { inspectTyped } from './inspect.ts';
import styles from '../models.module.css';

/** Asks for a checkpoint by its address. */
export function AddressSource({ kind, busy }: { kind: Address['kind']; busy: boolean }) {
  const { title, submit, fields, examples } = addressForms[kind];
  const required = fields[0]!.name;
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, initial }) => [name, initial])),
  );
  const values = Object.fromEntries(fields.map(({ name, initial }) => [name, typed[name]!.trim() || initial]));
  const open = (values: Record<string, string>) => inspectTyped({ kind, ...values } as Address);
  return (
    <form
      className={styles.source}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        open(values);
      }}
    >
      <h4>{title}</h4>
      {examples && (
        <div className={styles.examples} role="group" aria-label={examples.label}>
          {examples.values.map(({ value, note }) => (
            <Button
              key={value}
              disabled={busy}
              onClick={() => {
                setTyped({ ...typed, [required]: value });
                open({ ...values, [required]: value });
              }}
            >
              {value} <small>{note}</small>
            </Button>
          ))}
        </div>
      )}
      <div className={styles.row}>
        {fields.map(({ name, label, hint, placeholder, inputMode }) => (
          <Field key={name} label={label} {...(hint !== undefined && { hint })}>
            {(ids) => (
              <input
                {...ids}
                inputMode={inputMode}
                placeholder={placeholder}
                spellCheck={false}
                autoCapitalize="none"
                value={typed[name]}
                onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Button type="submit" disabled={busy || !values[required]}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
