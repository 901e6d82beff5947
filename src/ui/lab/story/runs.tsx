import type { Chapter, StoryRow } from '../../../store/lab/story.ts';
import { short } from '../../../format.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './story.module.css';
import { t } from '../../../strings/story/t.ts';

const shown = ['standard', 'symptom', 'scaling', 'clamping', 'precision', 'fix'] as const;

/** The team's own table, with every row measured here. */
export function Runs({ runs }: { runs: Partial<Record<Chapter, StoryRow>> }) {
  const rows = shown.flatMap((chapter) => {
    const run = runs[chapter];
    return run ? [{ chapter, run }] : [];
  });
  return (
    <Wide label={t('runs')}>
      <table className={styles.table} aria-label={t('runs')}>
        <thead>
          <tr>
            <th scope="col">{t('run')}</th>
            <th scope="col">{t('embedStd')}</th>
            <th scope="col">{t('layer0Std')}</th>
            <th scope="col">{t('attention1')}</th>
            <th scope="col">{t('layer1Std')}</th>
            <th scope="col">{t('output')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ chapter, run }) => (
            <tr key={chapter}>
              <th scope="row">{t(`${chapter}Name`)}</th>
              <td>{short(run.embedStd)}</td>
              <td>{short(run.layer0Std)}</td>
              <td>{short(run.attention1)}</td>
              <td>{short(run.layer1Std)}</td>
              <td>{run.text.trim().slice(0, 12)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
