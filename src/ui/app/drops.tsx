import { useEffect, useState } from 'react';
import { useSharing } from '../../store/hooks.ts';
import { checking, choice, composing, notice, program, sharing } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { droppedModel, knownAnswersIn } from '../models/sources/folder.ts';
import styles from './drops.module.css';
import { showDialog, showLab, useView } from '../view/view.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

const picturesOf = (carried: DataTransfer) => [...carried.files].filter(({ type }) => type.startsWith('image/'));

function openPictures(pictures: readonly File[]): void {
  void sharing.getState().take(pictures);
  showDialog('finding');
}

async function take(dropped: DataTransfer): Promise<void> {
  try {
    const folder = droppedModel(dropped.items);
    const pictures = picturesOf(dropped);
    if (!folder) {
      const texts = [...dropped.files].filter((file) => !pictures.includes(file));
      if (pictures.length > 0) openPictures(pictures);
      if (texts.length > 0) await composing.getState().attachFiles(texts);
      return;
    }
    const model = await folder;
    const known = await knownAnswersIn(model);
    if (known) {
      showLab('checks');
      await checking.getState().compare(known, program.getState().program);
      return;
    }
    showDialog('models');
    await choice.getState().inspect(model);
  } catch (error) {
    notice.getState().show(`The folder could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Takes what is dropped anywhere on the page: a checkpoint's folder, pictures of findings, text files for the message. Opens pictures that are pasted. */
export function Drops() {
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
    window.addEventListener(
      'paste',
      (event) => {
        const { clipboardData, target } = event;
        const pictures = clipboardData ? picturesOf(clipboardData) : [];
        if (pictures.length === 0) return; // text, which is for whatever has the focus
        // Spreadsheets and word processors put a picture of the text beside it.
        const writing = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
        if (writing && clipboardData?.getData('text/plain')) return;
        event.preventDefault();
        openPictures(pictures);
      },
      { signal },
    );
    return () => listeners.abort();
  }, []);
  return (
    <>
      {over && <div className={styles.drop}>Drop a checkpoint’s folder, text files, or the picture of a finding</div>}
      <BackToFinding />
    </>
  );
}

/** The way back to a finding, which may send a person to Models for its checkpoint. */
function BackToFinding() {
  const open = useSharing(({ opening }) => opening.at === 'opened');
  const { dialog } = useView();
  if (!open || dialog !== null) return null;
  return (
    <Button look="primary" className={styles.back} onClick={() => showDialog('finding')}>
      Back to the finding
    </Button>
  );
}
