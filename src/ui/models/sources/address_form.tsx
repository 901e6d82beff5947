import { useState } from 'react';
import type { Address } from '../../../vocabulary/checkpoint_sources.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { addressForms } from './address_forms.ts';
import { inspectTyped } from './inspect.ts';
import styles from '../models.module.css';
import { t } from '../../../strings/models/t.ts';

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
      aria-label={t(title)}
      onSubmit={(event) => {
        event.preventDefault();
        inspectTyped({ kind, ...values } as Address);
      }}
    >
      <h4>{t(title)}</h4>
      <div className={styles.row}>
        {fields.map(({ name, label, hint, placeholder, inputMode }) => (
          <Field key={name} label={t(label)} {...(hint !== undefined && { hint: t(hint) })}>
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
          {t(submit)}
        </Button>
      </div>
    </form>
  );
}
