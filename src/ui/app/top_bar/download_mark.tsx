import { ArrowDownToLine, CircleAlert } from 'lucide-react';
import type { KeptModel } from '../../../library/contract.ts';
import { isComing } from '../../../store/library/find.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { showDialog } from '../../view/view.ts';
import styles from './top_bar.module.css';
import { t } from '../../../strings/top_bar/t.ts';

const none: readonly KeptModel[] = [];

/** How far the downloads are, or that one failed. Nothing while all is here. */
export function DownloadMark() {
  const models = useLibrary(({ library }) => library?.models ?? none);
  const coming = models.filter(isComing);
  const failed = models.filter(({ state }) => state === 'failed');
  if (coming.length === 0 && failed.length === 0) return null;
  const sum = (of: (model: KeptModel) => number) => coming.reduce((total, model) => total + of(model), 0);
  const all = sum(({ bytes }) => bytes);
  const share = `${all > 0 ? Math.floor((100 * sum(({ keptBytes }) => keptBytes)) / all) : 0}%`;
  const waiting = coming.every(({ state }) => state === 'retrying');
  const names = (coming.length > 0 ? coming : failed).map(({ name }) => name).join(', ');
  return (
    <button
      type="button"
      className={styles.download}
      data-trouble={coming.length === 0 || waiting}
      title={t(coming.length > 0 ? 'downloading' : 'downloadFailed', { names })}
      aria-label={coming.length > 0 ? t('downloaded', { share, names }) : t('downloadFailed', { names })}
      onClick={() => showDialog('models')}
    >
      {coming.length > 0 ? <ArrowDownToLine size={14} aria-hidden /> : <CircleAlert size={14} aria-hidden />}
      {coming.length > 0 ? share : t('failed')}
    </button>
  );
}
