import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { inspect } from './inspect.ts';
import styles from '../models.module.css';

/** The sizes are those of the weights. */
const published = [
  { id: 'Qwen/Qwen3-0.6B', size: '1.2 GB' },
  { id: 'Qwen/Qwen3-1.7B', size: '3.4 GB' },
  { id: 'Qwen/Qwen3-4B', size: '8.0 GB' },
];

export function HubSource({ busy }: { busy: boolean }) {
  const [id, setId] = useState('');
  const [revision, setRevision] = useState('main');
  const location = { kind: 'hub', id: id.trim(), revision: revision.trim() || 'main' } as const;
  return (
    <form
      className={styles.source}
      aria-label="From Hugging Face"
      onSubmit={(event) => {
        event.preventDefault();
        inspect(location);
      }}
    >
      <h3>From Hugging Face</h3>
      <div className={styles.examples} role="group" aria-label="Published Qwen3 models">
        {published.map(({ id: example, size }) => (
          <Button
            key={example}
            disabled={busy}
            onClick={() => {
              setId(example);
              inspect({ ...location, id: example });
            }}
          >
            {example} <small>{size}</small>
          </Button>
        ))}
      </div>
      <div className={styles.row}>
        <Field label="Hugging Face id">
          {(ids) => (
            <input
              {...ids}
              placeholder="owner/name"
              spellCheck={false}
              autoCapitalize="none"
              value={id}
              onChange={(event) => setId(event.target.value)}
            />
          )}
        </Field>
        <Field label="Revision">
          {(ids) => (
            <input
              {...ids}
              spellCheck={false}
              autoCapitalize="none"
              value={revision}
              onChange={(event) => setRevision(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={busy || !location.id}>
          Inspect id
        </Button>
      </div>
    </form>
  );
}
