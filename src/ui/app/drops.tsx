import { lazy, useEffect, useState } from 'react';
import { attempt } from '../../result.ts';
import { fetched } from '../../store/fetched.ts';
import { choice, composing, notice, program } from '../../store/stores.ts';
import { OnDemand } from '../controls/on_demand.tsx';
import { droppedModel, knownAnswersIn } from '../models/sources/folder.ts';
import styles from './drops.module.css';
import { currentView, showDialog, showLab, useView } from '../view/view.ts';
import { t } from '../../strings/page/t.ts';
import { withStrings } from '../../strings/catalogue.ts';

const BackToFinding = lazy(async () => ({
  default: (await withStrings(import('./back_to_finding.tsx'))).BackToFinding,
}));

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

const picturesOf = (carried: DataTransfer) => [...carried.files].filter(({ type }) => type.startsWith('image/'));

async function openPictures(pictures: readonly File[]): Promise<void> {
  const opening = await attempt(() => fetched(import('../findings/take_pictures.ts')));
  if (!opening.ok) return notice.getState().show(opening.failure.message);
  await opening.value.takePictures(pictures);
}

/** While the lab asks for kernels, a WGSL file is one; otherwise it is for the message. */
const isKernelFor = ({ name }: File) => name.endsWith('.wgsl') && currentView().lab === 'kernel';

async function openKernel(file: File): Promise<void> {
  const stores = await attempt(() => fetched(import('../../store/stores_on_demand.ts')));
  if (stores.ok) await stores.value.ownKernel.getState().open(file);
  else notice.getState().show(stores.failure.message);
}

async function take(dropped: DataTransfer): Promise<void> {
  try {
    const folder = droppedModel(dropped.items);
    const pictures = picturesOf(dropped);
    if (!folder) {
      const texts = [...dropped.files].filter((file) => !pictures.includes(file));
      if (pictures.length > 0) void openPictures(pictures);
      if (texts.length === 1 && isKernelFor(texts[0]!)) return await openKernel(texts[0]!);
      if (texts.length > 0) await composing.getState().attachFiles(texts);
      return;
    }
    const model = await folder;
    const known = await knownAnswersIn(model);
    if (known) {
      const stores = await attempt(() => fetched(import('../../store/stores_on_demand.ts')));
      if (!stores.ok) return notice.getState().show(stores.failure.message);
      showLab('checks');
      return await stores.value.checking.getState().compare(known, program.getState().program);
    }
    showDialog('models');
    await choice.getState().inspect(model);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notice.getState().show(t('folderUnreadable', { reason }));
  }
}

/** Takes what is dropped anywhere on the page: a checkpoint's folder, pictures of findings, text files for the message. Opens pictures that are pasted. */
export function Drops() {
  const [over, setOver] = useState(false);
  const { dialog } = useView();
  const [opened, setOpened] = useState(false);
  if (dialog === 'finding' && !opened) setOpened(true);
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
        void openPictures(pictures);
      },
      { signal },
    );
    return () => listeners.abort();
  }, []);
  return (
    <>
      {over && <div className={styles.drop}>{t('drop')}</div>}
      {opened && dialog === null && (
        <OnDemand>
          <BackToFinding />
        </OnDemand>
      )}
    </>
  );
}
