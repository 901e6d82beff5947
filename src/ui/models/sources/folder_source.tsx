import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../controls/button.tsx';
import { pickedFolder } from './folder.ts';
import { inspect } from './inspect.ts';
import styles from '../models.module.css';

export function FolderSource({ busy }: { busy: boolean }) {
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
