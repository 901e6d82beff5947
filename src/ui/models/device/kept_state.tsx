import { bytes, bytesPerSecond, duration } from '../../../format.ts';
import type { KeptModel } from '../../../library/contract.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { freeBytes, missingBytes } from '../../../store/library/room.ts';
import { Progress } from '../../controls/progress.tsx';
import styles from './device.module.css';
import { MakeRoom } from './make_room.tsx';
import { clock } from '../../../strings/localized.ts';
import { t } from '../../../strings/models/t.ts';
import { t as page } from '../../../strings/page/t.ts';

/** How far a model is here, and why it does not go on. `brief` leaves the figures to whoever shows them as well. */
export function KeptState({ kept, brief }: { kept: KeptModel; brief: boolean }) {
  const { state, failure, retryAt } = kept;
  switch (state) {
    case 'ready':
      return null;
    case 'verifying':
      return (
        <div className={styles.state}>
          <p>{t('verifying')}</p>
          <Progress label={t('verifyingName', { name: kept.name })} done={null} />
        </div>
      );
    case 'queued':
    case 'downloading':
      return (
        <>
          {!brief && <Coming kept={kept} state={state} />}
          {failure && <p className={styles.warning}>{failure.message}</p>}
        </>
      );
    case 'retrying':
      return (
        <>
          <Coming kept={kept} state={state} />
          <p className={styles.warning}>
            {failure?.message} {retryAt !== null && page('retryAt', { time: clock(retryAt) })}
          </p>
        </>
      );
    case 'paused':
      return (
        <>
          <Coming kept={kept} state={state} />
          <Stopped kept={kept} />
        </>
      );
    case 'damaged':
      return <p className={styles.warning}>{failure?.message}</p>;
    case 'failed':
      return <Stopped kept={kept} />;
  }
}

/** Why a download stopped, and what to delete where the disk is full. */
function Stopped({ kept }: { kept: KeptModel }) {
  const library = useLibrary((state) => state.library);
  const { failure } = kept;
  if (!failure) return null;
  const free = library && freeBytes(library);
  return (
    <>
      <p className={styles.danger}>{failure.message}</p>
      {failure.kind === 'disk-full' && free !== null && <MakeRoom missing={missingBytes(kept) - free} for={kept.id} />}
    </>
  );
}

type Unfinished = 'queued' | 'downloading' | 'retrying' | 'paused';

function Coming({ kept, state }: { kept: KeptModel; state: Unfinished }) {
  const { keptBytes, bytes: all, bytesPerSecond: rate, name } = kept;
  const left = rate ? ((all - keptBytes) / rate) * 1000 : null;
  return (
    <div className={styles.state}>
      <div className={styles.line}>
        <span>{t(state)}</span>
        <span>
          {page('bytesOf', { done: bytes(keptBytes), all: bytes(all) })}
          {state === 'downloading' && rate !== null && page('atRate', { rate: bytesPerSecond(rate) })}
          {state === 'downloading' && left !== null && left > 1000 && page('timeLeft', { time: duration(left) })}
        </span>
      </div>
      <Progress label={t('downloadOf', { name })} done={all > 0 ? keptBytes / all : 0} />
    </div>
  );
}
