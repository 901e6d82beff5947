import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { notice } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import { readFolder } from '../../../store/last_model/folder.ts';
import { pickDirectory, picksDirectories } from '../directory_picker.ts';
import { pickedFolder } from './folder.ts';
import { inspect } from './inspect.ts';
import styles from '../models.module.css';

async function pick(): Promise<void> {
  try {
    const handle = await pickDirectory('read');
    if (handle) inspect(await readFolder(handle));
  } catch (error) {
    notice.getState().show(`The folder could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function FolderSource({ busy }: { busy: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const takeFolders = (element: HTMLInputElement | null) => {
    if (element) element.webkitdirectory = true; // an attribute that React's types do not know
    input.current = element;
  };
  // A handle of the folder opens it again at the next visit. Where the browser gives none, an input gives its files.
  const choose = () => (picksDirectories() ? void pick() : input.current?.click());
  return (
    <section className={styles.source}>
      <h4>From a folder on this machine</h4>
      <p>Nothing is uploaded. You can also drop the folder anywhere on the page.</p>
      <div>
        <Button icon={FolderOpen} disabled={busy} onClick={choose}>
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
