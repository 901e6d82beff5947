import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { inspect } from './inspect.ts';
import styles from '../models.module.css';

export function AddressSource({ busy }: { busy: boolean }) {
  const [base, setBase] = useState('');
  return (
    <form
      className={styles.source}
      aria-label="From an address"
      onSubmit={(event) => {
        event.preventDefault();
        inspect({ kind: 'url', base: base.trim() });
      }}
    >
      <h3>From an address</h3>
      <div className={styles.row}>
        <Field
          label="Base URL"
          hint="A folder with config.json and safetensors files, on the server this page came from."
        >
          {(ids) => (
            <input
              {...ids}
              inputMode="url"
              placeholder="models/qwen3/"
              spellCheck={false}
              autoCapitalize="none"
              value={base}
              onChange={(event) => setBase(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={busy || !base.trim()}>
          Inspect address
        </Button>
      </div>
    </form>
  );
}
