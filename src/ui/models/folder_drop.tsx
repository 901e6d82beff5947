import { useEffect, useState } from 'react';
import { choice, notice } from '../../store/stores.ts';
import { showDialog } from '../app/view.ts';
import { droppedFolder } from './folder.ts';
import styles from './folder_drop.module.css';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

async function take(dropped: DataTransfer): Promise<void> {
  try {
    const folder = droppedFolder(dropped.items);
    if (!folder)
      return notice.getState().show('That was no folder: drop the folder that holds config.json and the weights.');
    showDialog('models');
    await choice.getState().inspect(await folder);
  } catch (error) {
    notice.getState().show(`The folder could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Takes a checkpoint folder dropped anywhere on the page. */
export function FolderDrop() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const dragged = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    window.addEventListener('dragover', dragged, { signal });
    // Without a related target the pointer has left the window.
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (!event.dataTransfer || !carriesFiles(event)) return;
        event.preventDefault();
        void take(event.dataTransfer);
      },
      { signal },
    );
    return () => listeners.abort();
  }, []);
  return over ? <div className={styles.drop}>Drop the checkpoint’s folder</div> : null;
}
