import type { Chapter, StoryRow } from '../../../store/lab/story.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './story.module.css';

const names: Partial<Record<Chapter, string>> = {
  standard: 'reference',
  symptom: 'fused, with the fault',
  scaling: '+ embeddings scaled',
  clamping: '+ gains clamped',
  precision: '+ other precisions',
  fix: 'fused, without it',
};

const short = (value: number) => (value >= 1e5 || value < 1e-3 ? value.toExponential(1) : value.toPrecision(3));

/** The team's own table, with every row measured here. */
export function Runs({ runs }: { runs: Partial<Record<Chapter, StoryRow>> }) {
  const rows = (Object.keys(names) as Chapter[]).flatMap((chapter) => {
    const run = runs[chapter];
    return run ? [{ chapter, run }] : [];
  });
  return (
    <Wide label="What each run showed">
      <table className={styles.table} aria-label="What each run showed">
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col">embeddings, std</th>
            <th scope="col">layer 0 out, std</th>
            <th scope="col">layer 1 attention, max</th>
            <th scope="col">layer 1 out, std</th>
            <th scope="col">text</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ chapter, run }) => (
            <tr key={chapter}>
              <th scope="row">{names[chapter]}</th>
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
