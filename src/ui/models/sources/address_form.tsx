import { useState } from 'react';
import { addressForms, type Address } from '../../../vocabulary/checkpoint_sources.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { inspectTyped } from './inspect.ts';
import styles from '../models.module.css';

/** Asks for a checkpoint by its address. */
export function AddressSource({ kind, busy }: { kind: Address['kind']; busy: boolean }) {
  const { title, submit, fields } = addressForms[kind];
  const required = fields[0]!.name;
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name, initial }) => [name, initial])),
  );
  const values = Object.fromEntries(fields.map(({ name, initial }) => [name, typed[name]!.trim() || initial]));
  return (
    <form
      className={styles.source}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        inspectTyped({ kind, ...values } as Address);
      }}
    >
      <h4>{title}</h4>
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
