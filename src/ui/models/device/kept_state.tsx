import { bytes, bytesPerSecond, clock, duration } from '../../../format.ts';
import type { KeptModel } from '../../../library/contract.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { freeBytes, missingBytes } from '../../../store/library/room.ts';
import { Progress } from '../../controls/progress.tsx';
import styles from './device.module.css';
import { MakeRoom } from './make_room.tsx';

/** How far a model is here, and why it does not go on. `brief` leaves the figures to whoever shows them as well. */
export function KeptState({ kept, brief }: { kept: KeptModel; brief: boolean }) {
  const { state, failure, retryAt } = kept;
  switch (state) {
    case 'ready':
      return null;
    case 'verifying':
      return (
        <div className={styles.state}>
          <p>Comparing every byte with its hash…</p>
          <Progress label={`Verifying ${kept.name}`} done={null} />
        </div>
      );
    case 'queued':
    case 'downloading':
      return (
        <>
          {!brief && <Coming kept={kept} />}
          {failure && <p className={styles.warning}>{failure.message}</p>}
        </>
      );
    case 'retrying':
      return (
        <>
          <Coming kept={kept} />
          <p className={styles.warning}>
            {failure?.message} {retryAt !== null && `Trying again at ${clock(retryAt)}.`}
          </p>
        </>
      );
    case 'paused':
      return (
        <>
          <Coming kept={kept} />
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

function Coming({ kept }: { kept: KeptModel }) {
  const { state, keptBytes, bytes: all, bytesPerSecond: rate, name } = kept;
  const left = rate ? ((all - keptBytes) / rate) * 1000 : null;
  return (
    <div className={styles.state}>
      <div className={styles.line}>
        <span>{words[state]}</span>
        <span>
          {bytes(keptBytes)} of {bytes(all)}
          {state === 'downloading' && rate !== null && `, ${bytesPerSecond(rate)}`}
          {state === 'downloading' && left !== null && left > 1000 && `, ${duration(left)} left`}
        </span>
      </div>
      <Progress label={`Download of ${name}`} done={all > 0 ? keptBytes / all : 0} />
    </div>
  );
}

const words: Partial<Record<KeptModel['state'], string>> = {
  queued: 'Waits for the downloads before it',
  downloading: 'Downloading',
  retrying: 'Interrupted',
  paused: 'Paused',
};
