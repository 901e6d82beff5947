import { FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import { bundled } from '../../store/engine.ts';
import { choice } from '../../store/stores.ts';
import type { CheckpointLocation } from '../../worker/api.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import { pickedFolder } from './folder.ts';
import styles from './models.module.css';

const inspect = (location: CheckpointLocation) => void choice.getState().inspect(location);

/** The ways to name a checkpoint. */
export function Sources({ busy }: { busy: boolean }) {
  return (
    <div className={styles.sources} aria-busy={busy}>
      <Hub busy={busy} />
      <Address busy={busy} />
      <Folder busy={busy} />
      <section className={styles.source}>
        <h3>Bundled with the page</h3>
        <div>
          <Button disabled={busy} onClick={() => inspect(bundled)}>
            Inspect the bundled model
          </Button>
        </div>
      </section>
      <output className={styles.status}>{busy && 'Reading what the checkpoint is…'}</output>
    </div>
  );
}

const published = [
  { id: 'Qwen/Qwen3-0.6B', size: '1.2 GB' },
  { id: 'Qwen/Qwen3-1.7B', size: '3.4 GB' },
  { id: 'Qwen/Qwen3-4B', size: '8.0 GB' },
];

function Hub({ busy }: { busy: boolean }) {
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

function Address({ busy }: { busy: boolean }) {
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

function Folder({ busy }: { busy: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const takeFolders = (element: HTMLInputElement | null) => {
    if (element) element.webkitdirectory = true; // an attribute that React's types do not know
    input.current = element;
  };
  return (
    <section className={styles.source}>
      <h3>From a folder on this machine</h3>
      <p>Nothing is uploaded. You can also drop the folder anywhere on the page.</p>
      <div>
        <Button icon={FolderOpen} disabled={busy} onClick={() => input.current?.click()}>
          Choose a folder
        </Button>
        <input
          ref={takeFolders}
          type="file"
          aria-label="Checkpoint folder"
          hidden
          onChange={(event) => {
            const folder = event.target.files && pickedFolder(event.target.files);
            event.target.value = ''; // so that the same folder can be picked again
            if (folder) inspect(folder);
          }}
        />
      </div>
    </section>
  );
}
