import type { KeptModel } from '../../library/contract.ts';
import { addressOf } from '../../store/last_model/loader.ts';
import { keptFrom } from '../../store/library/find.ts';
import { useLibrary } from '../../store/hooks.ts';
import type { Loading } from '../../store/engine/loading.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import { bytes, bytesPerSecond, clock, duration } from '../../format.ts';
import styles from './load_progress.module.css';

/** What is being done, and for weights, where they come from. */
function stageInWords({ progress, location, cancelled }: Loading, kept: KeptModel | null): string {
  if (cancelled) return 'Cancelling';
  if (!progress) return 'Reading what it is';
  if (progress.stage === 'kernels') return 'Preparing kernels';
  if (kept?.state === 'ready') return 'Weights to the GPU, from this device';
  if (kept?.state === 'queued' || kept?.state === 'downloading') return 'Weights to the GPU, as they are downloaded';
  return addressOf(location) ? 'Weights to the GPU, from the network' : 'Weights to the GPU';
}

/** Stage, bytes, rate and time remaining, with a way to stop. */
export function LoadProgressBar({ loading }: { loading: Loading }) {
  const { progress, bytesPerSecond: rate, cancelled, location } = loading;
  const kept = useLibrary(({ library }) => keptFrom(library, location));
  const known = progress !== null && progress.totalBytes > 0;
  const left = known && rate ? ((progress.totalBytes - progress.bytes) / rate) * 1000 : null;
  return (
    <div className={styles.loading}>
      <div className={styles.line}>
        <span>{stageInWords(loading, kept)}</span>
        <span>
          {known && `${bytes(progress.bytes)} of ${bytes(progress.totalBytes)}`}
          {progress?.stage === 'weights' && rate !== null && `, ${bytesPerSecond(rate)}`}
          {progress?.stage === 'weights' && left !== null && left > 1000 && `, ${duration(left)} left`}
        </span>
      </div>
      <Progress label="Loading progress" done={known ? progress.bytes / progress.totalBytes : null} />
      {kept?.state === 'retrying' && (
        <p className={styles.line}>
          {kept.failure?.message} {kept.retryAt !== null && `Trying again at ${clock(kept.retryAt)}.`}
        </p>
      )}
      <Button disabled={cancelled} onClick={() => engine.getState().cancelLoad()}>
        Cancel loading
      </Button>
    </div>
  );
}
