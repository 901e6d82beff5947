import { keptFrom } from '../../store/library/find.ts';
import { useLibrary } from '../../store/hooks.ts';
import type { Loading } from '../../store/engine/loading.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import { loadFigures, shareLoaded, stageInWords } from './load_texts.ts';
import styles from './load_progress.module.css';
import { clock } from '../../strings/localized.ts';
import { t } from '../../strings/page/t.ts';

/** Stage, bytes, rate and time remaining, with a way to stop. */
export function LoadProgressBar({ loading }: { loading: Loading }) {
  const kept = useLibrary(({ library }) => keptFrom(library, loading.location));
  return (
    <div className={styles.loading}>
      <div className={styles.line}>
        <span>{stageInWords(loading, kept)}</span>
        <span>{loadFigures(loading)}</span>
      </div>
      <Progress label={t('loadingProgress')} done={shareLoaded(loading)} />
      {kept?.state === 'retrying' && (
        <p className={styles.line}>
          {kept.failure?.message} {kept.retryAt !== null && t('retryAt', { time: clock(kept.retryAt) })}
        </p>
      )}
      <Button disabled={loading.cancelled} onClick={() => engine.getState().cancelLoad()}>
        {t('cancelLoading')}
      </Button>
    </div>
  );
}
