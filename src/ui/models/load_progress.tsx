import type { KeptModel } from '../../library/contract.ts';
import { addressOf } from '../../store/last_model/loader.ts';
import { keptFrom } from '../../store/library/find.ts';
import { useLibrary } from '../../store/hooks.ts';
import type { Loading } from '../../store/engine/loading.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import { bytes, bytesPerSecond, duration } from '../../format.ts';
import styles from './load_progress.module.css';
import { clock } from '../../strings/localized.ts';
import { t } from '../../strings/page/t.ts';

/** What is being done, and for weights, where they come from. */
function stageInWords({ progress, location, cancelled }: Loading, kept: KeptModel | null): string {
  if (cancelled) return t('cancelling');
  if (!progress) return t('readingConfig');
  if (progress.stage === 'kernels') return t('compilingKernels');
  if (kept?.state === 'ready') return t('weightsFromDevice');
  if (kept?.state === 'queued' || kept?.state === 'downloading') return t('weightsAsDownloaded');
  return addressOf(location) ? t('weightsFromNetwork') : t('weightsToGpu');
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
          {known && t('bytesOf', { done: bytes(progress.bytes), all: bytes(progress.totalBytes) })}
          {progress?.stage === 'weights' && rate !== null && t('atRate', { rate: bytesPerSecond(rate) })}
          {progress?.stage === 'weights' && left !== null && left > 1000 && t('timeLeft', { time: duration(left) })}
        </span>
      </div>
      <Progress label={t('loadingProgress')} done={known ? progress.bytes / progress.totalBytes : null} />
      {kept?.state === 'retrying' && (
        <p className={styles.line}>
          {kept.failure?.message} {kept.retryAt !== null && t('retryAt', { time: clock(kept.retryAt) })}
        </p>
      )}
      <Button disabled={cancelled} onClick={() => engine.getState().cancelLoad()}>
        {t('cancelLoading')}
      </Button>
    </div>
  );
}
