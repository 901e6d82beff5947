import type { Loading } from '../../store/engine/engine.ts';
import { engine } from '../../store/stores.ts';
import type { LoadProgress } from '../../worker/api.ts';
import { Button } from '../controls/button.tsx';
import { bytes, bytesPerSecond, duration } from '../../format.ts';
import styles from './load_progress.module.css';

const stages: Record<LoadProgress['stage'], string> = {
  weights: 'Weights to the GPU',
  kernels: 'Preparing kernels',
};

/** Stage, bytes, rate and time remaining, with a way to stop. */
export function LoadProgressBar({ loading }: { loading: Loading }) {
  const { progress, bytesPerSecond: rate, cancelled } = loading;
  const known = progress !== null && progress.totalBytes > 0;
  const left = known && rate ? ((progress.totalBytes - progress.bytes) / rate) * 1000 : null;
  return (
    <div className={styles.loading}>
      <div className={styles.line}>
        <span>{cancelled ? 'Cancelling' : progress ? stages[progress.stage] : 'Reading what it is'}</span>
        <span>
          {known && `${bytes(progress.bytes)} of ${bytes(progress.totalBytes)}`}
          {progress?.stage === 'weights' && rate !== null && `, ${bytesPerSecond(rate)}`}
          {progress?.stage === 'weights' && left !== null && left > 1000 && `, ${duration(left)} left`}
        </span>
      </div>
      <progress aria-label="Loading progress" max={1} {...(known && { value: progress.bytes / progress.totalBytes })} />
      <Button disabled={cancelled} onClick={() => engine.getState().cancelLoad()}>
        Cancel loading
      </Button>
    </div>
  );
}
