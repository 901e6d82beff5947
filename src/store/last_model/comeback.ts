/** Brings the last model back at the start of a visit, and the demo where that fails. */
import type { CheckpointLocation } from '../../vocabulary/checkpoint_sources.ts';
import { bundled, bundledName, type Engine } from '../engine/engine.ts';
import type { NoticeStore } from '../notice.ts';
import type { Cells } from '../storage.ts';
import type { LastModel, LastModels } from './last_models.ts';
import { t } from '../../strings/page/t.ts';

/** The folder of the last model, where the browser gave a handle of it. */
export interface FolderAccess {
  remembered: () => Promise<FileSystemDirectoryHandle | null>;
  isReadable: (handle: FileSystemDirectoryHandle) => Promise<boolean>;
  askToRead: (handle: FileSystemDirectoryHandle) => Promise<boolean>;
  read: (handle: FileSystemDirectoryHandle) => Promise<CheckpointLocation>;
}

interface Parts {
  engine: Engine;
  lastModels: LastModels;
  folder: FolderAccess;
  notice: NoticeStore;
  /** Of this tab, across reloads and crashes. */
  cells: Cells | null;
}

/** Holds the name of the model that this tab was bringing back. A tab that dies of it leaves the name behind. */
const unfinished = 'plumbline.coming_back';

export function createComeback({ engine, lastModels, folder, notice, cells }: Parts) {
  const offer = (text: string, label: string) => notice.getState().show(text, { label, run: () => void again() });

  /** Where `last` can be read, or why it cannot. `asked` follows a press, so the browser may ask the person. */
  async function locate({ source }: LastModel, asked: boolean): Promise<CheckpointLocation | 'locked' | 'gone'> {
    if (source.kind === 'bundled') return bundled;
    if (source.kind !== 'folder') return source;
    const handle = await folder.remembered();
    if (handle?.name !== source.name) return 'gone';
    if (!(await (asked ? folder.askToRead(handle) : folder.isReadable(handle)))) return 'locked';
    try {
      return await folder.read(handle);
    } catch {
      return 'gone';
    }
  }

  /** Answers whether there is nothing more to do: the model is loaded, or the chat says why none is. */
  async function bringBack(last: LastModel, asked: boolean): Promise<boolean> {
    const { name, options } = last;
    const location = await locate(last, asked);
    if (location === 'locked') {
      offer(t('folderLocked', { name }), t('openAgain'));
      return false;
    }
    if (location === 'gone') {
      notice.getState().show(t('folderGone', { name }));
      return false;
    }
    cells?.setItem(unfinished, name);
    await engine.getState().start({ location, options });
    cells?.removeItem(unfinished);
    const { model, loadFailure } = engine.getState();
    if (model || !loadFailure) return true;
    offer(t('notBack', { name, bundled: bundledName, reason: loadFailure.message }), t('tryAgain'));
    return false;
  }

  async function again(): Promise<void> {
    notice.getState().dismiss();
    const [last] = lastModels.getState().models;
    if (last) await bringBack(last, true);
  }

  return {
    /** Opens the device and loads a model. Called once, when the page starts. */
    async start(): Promise<void> {
      const [last] = lastModels.getState().models;
      if (!last) return engine.getState().start();
      if (cells?.getItem(unfinished) === last.name) {
        cells.removeItem(unfinished);
        offer(t('endedLoading', { name: last.name, bundled: bundledName }), t('loadAnyway'));
      } else if (await bringBack(last, false)) return;
      await engine.getState().start({ location: bundled, options: null });
    },

    /** A person leaves the page: a load that this ends did no harm. */
    leave: () => cells?.removeItem(unfinished),
  };
}
