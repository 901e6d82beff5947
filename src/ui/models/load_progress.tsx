import { keptFrom } from '../../store/library/find.ts';
import { useLibrary } from '../../store/hooks.ts';
import type { Loading } from '../../store/engine/loading.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import { clock } from '../../format.ts';
import { loadFigures, shareLoaded, stageInWords } from './load_texts.ts';
import styles from './load_progress.module.css';

/** Stage, bytes, rate and time remaining, with a way to stop. */
export function LoadProgressBar({ loading }: { loading: Loading }) {
  const kept = useLibrary(({ library }) => keptFrom(library, loading.location));
  return (
    <div className={styles.loading}>
      <div className={styles.line}>
        <span>{stageInWords(loading, kept)}</span>
        <span>{loadFigures(loading)}</span>
      </div>
      <Progress label="Loading progress" done={shareLoaded(loading)} />
      {kept?.state === 'retrying' && (
        <p className={styles.line}>
          {kept.failure?.message} {kept.retryAt !== null && `Trying again at ${clock(kept.retryAt)}.`}
        </p>
      )}
      <Button disabled={loading.cancelled} onClick={() => engine.getState().cancelLoad()}>
        Cancel loading
      </Button>
    </div>
  );
}
