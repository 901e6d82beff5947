import { useState } from 'react';
import type { AttentionReport } from '../../../../worker/api.ts';
import { probability, visible } from '../../../inspect/words.ts';
import { Field } from '../../../controls/field.tsx';
import monitor from '../monitor.module.css';
import { largestShares, sharesOf, type Heads } from './attended.ts';
import { AttendedText } from './attended_text.tsx';
import { HeadGrid } from './head_grid.tsx';
import styles from './inside.module.css';

/** Positions in the table, and what is not worth a row. */
const [listed, negligible] = [8, 0.001];

/** What one token attends to: the text tinted by the chosen heads, and what every head puts on a chosen token. */
export function AttentionMap({ report }: { report: AttentionReport }) {
  const { position, names, layers, heads, set, gpuMs } = report;
  const [chosen, setChosen] = useState<Heads>({ layer: null, head: null });
  const shares = sharesOf(report, chosen);
  const most = largestShares(shares, listed).filter((at) => shares[at]! >= negligible);
  // The first token is what heads rest on that look for nothing.
  const [on, setOn] = useState(() => most.find((each) => each > 0) ?? 0);
  return (
    <div className={styles.section} role="group" aria-label={`What position ${position} attends to`}>
      <div className={monitor.choice}>
        <Choice label="Layer" count={layers} value={chosen.layer} choose={(layer) => setChosen({ ...chosen, layer })} />
        <Choice label="Head" count={heads} value={chosen.head} choose={(head) => setChosen({ ...chosen, head })} />
      </div>
      <p>
        Position {position}, <code>{visible(names[position]!)}</code>, {set} kernels. Darker is more attention; token 0
        has {probability(shares[0]!)}.
      </p>
      <AttendedText names={names} shares={shares} on={on} choose={setOn} />
      <table className={styles.most} aria-label="Most attended">
        <thead>
          <tr>
            <th scope="col">position</th>
            <th scope="col">token</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {most.map((at) => (
            <tr key={at}>
              <td>{at}</td>
              <td>
                <button
                  type="button"
                  className={styles.pick}
                  aria-label={`Heads on ${visible(names[at]!)}`}
                  aria-pressed={at === on}
                  onClick={() => setOn(at)}
                >
                  <code>{visible(names[at]!)}</code>
                </button>
              </td>
              <td>{probability(shares[at]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <HeadGrid report={report} on={on} chosen={chosen} choose={setChosen} />
      {gpuMs !== null && (
        <p className={styles.small}>
          Reading all heads took {gpuMs.toFixed(2)} ms of the GPU, besides the token itself.
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  count: number;
  value: number | null;
  choose: (value: number | null) => void;
}

function Choice({ label, count, value, choose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          value={value ?? ''}
          onChange={({ target }) => choose(target.value === '' ? null : Number(target.value))}
        >
          <option value="">mean of all</option>
          {Array.from({ length: count }, (_, index) => (
            <option key={index}>{index}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
