import { CirclePause, CirclePlay, FolderOutput, ShieldCheck } from 'lucide-react';
import type { KeptModel } from '../../../library/contract.ts';
import { isComing } from '../../../store/library/find.ts';
import { useEngine } from '../../../store/hooks.ts';
import { choice, library, loader } from '../../../store/stores.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { closeDialog } from '../../view/view.ts';
import { pickDirectory, picksDirectories } from '../directory_picker.ts';
import { DeleteButton } from './delete_button.tsx';
import styles from './device.module.css';
import { t } from '../../../strings/models/t.ts';

async function load(kept: KeptModel): Promise<void> {
  if (!(await loader.loadKept(kept))) return;
  choice.getState().putAside();
  closeDialog();
}

async function exportIt({ id }: KeptModel): Promise<void> {
  const folder = await pickDirectory('readwrite');
  if (folder) await library.getState().exportTo(id, folder);
}

/** What can be done with a kept model, by its state. */
export function Actions({ kept, onGpu, heading }: { kept: KeptModel; onGpu: boolean; heading: string }) {
  const { state, name, id } = kept;
  const canLoad = useEngine(({ device, loading }) => device.at === 'open' && !loading);
  const { pause, resume, verify } = library.getState();
  const stopped = state === 'paused' || state === 'failed' || state === 'damaged';
  return (
    <div className={styles.actions}>
      {!onGpu && !stopped && state !== 'verifying' && (
        <Button
          look={state === 'ready' ? 'primary' : 'plain'}
          aria-label={t('loadIt', { name })}
          disabled={!canLoad}
          onClick={() => void load(kept)}
        >
          {t('load')}
        </Button>
      )}
      {isComing(kept) && (
        <Button icon={CirclePause} aria-label={t('pauseIt', { name })} onClick={() => void pause(id)}>
          {t('pause')}
        </Button>
      )}
      {stopped && (
        <Button icon={CirclePlay} aria-label={t('resumeIt', { name })} onClick={() => void resume(id)}>
          {t('resume')}
        </Button>
      )}
      {state === 'ready' && (
        <>
          <IconButton icon={ShieldCheck} label={t('verifyIt', { name })} onClick={() => void verify(id)} />
          {picksDirectories() && (
            <IconButton icon={FolderOutput} label={t('exportIt', { name })} onClick={() => void exportIt(kept)} />
          )}
        </>
      )}
      {state !== 'verifying' && (
        <DeleteButton kept={kept} onDeleted={() => document.getElementById(heading)?.focus()} />
      )}
    </div>
  );
}
