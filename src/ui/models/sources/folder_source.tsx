import { File, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { notice } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import { readFolder } from '../../../store/last_model/folder.ts';
import { pickDirectory, picksDirectories } from '../directory_picker.ts';
import { pickedFolder, pickedModel } from './folder.ts';
import { inspect } from './inspect.ts';
import styles from '../models.module.css';
import { t } from '../../../strings/models/t.ts';
import { t as page } from '../../../strings/page/t.ts';

async function pick(): Promise<void> {
  try {
    const handle = await pickDirectory('read');
    if (handle) inspect(await readFolder(handle));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notice.getState().show(page('folderUnreadable', { reason }));
  }
}

export function FolderSource({ busy }: { busy: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const takeFolders = (element: HTMLInputElement | null) => {
    if (element) element.webkitdirectory = true; // an attribute that React's types do not know
    input.current = element;
  };
  // A handle of the folder opens it again at the next visit. Where the browser gives none, an input gives its files.
  const choose = () => (picksDirectories() ? void pick() : input.current?.click());
  return (
    <section className={styles.source}>
      <h4>{t('fromFolderTitle')}</h4>
      <p>{t('fromFolderHint')}</p>
      <div className={styles.ways}>
        <Button icon={FolderOpen} disabled={busy} onClick={choose}>
          {t('chooseFolder')}
        </Button>
        <Button icon={File} disabled={busy} onClick={() => files.current?.click()}>
          {t('chooseGguf')}
        </Button>
        <input
          ref={files}
          type="file"
          accept=".gguf"
          multiple
          aria-label={t('ggufInput')}
          hidden
          onChange={(event) => {
            const model = event.target.files && pickedModel(event.target.files);
            event.target.value = '';
            if (model) inspect(model);
          }}
        />
        <input
          ref={takeFolders}
          type="file"
          aria-label={t('folderInput')}
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
