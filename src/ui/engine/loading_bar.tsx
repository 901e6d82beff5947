import type { Loading } from '../../store/engine/loading.ts';
import { keptFrom } from '../../store/library/find.ts';
import { useLibrary } from '../../store/hooks.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import { loadFigures, shareLoaded, stageInWords } from '../models/load_texts.ts';
import styles from './engine_bar.module.css';
import { t } from '../../strings/engine/t.ts';
import { t as page } from '../../strings/page/t.ts';

/** A model on its way to the GPU. */
export function LoadingBar({ loading }: { loading: Loading }) {
  const kept = useLibrary(({ library }) => keptFrom(library, loading.location));
  const broken = kept?.state === 'retrying' ? kept.failure?.message : null;
  const stage = broken ?? stageInWords(loading, kept);
  return (
    <>
      <Progress label={page('loadingProgress')} done={shareLoaded(loading)} />
      <output>{loading.name ? t('loading', { name: loading.name, stage }) : t('loadingModel', { stage })}</output>
      <span className={styles.figures}>{loadFigures(loading)}</span>
      <Button look="quiet" disabled={loading.cancelled} onClick={() => engine.getState().cancelLoad()}>
        {page('cancelLoading')}
      </Button>
    </>
  );
}
