import { type ReactNode, useState } from 'react';
import type { AttentionReport } from '../../../../worker/api.ts';
import { probability, visible } from '../../../../findings/copy/odds.ts';
import { Field } from '../../../controls/field.tsx';
import monitor from '../monitor.module.css';
import { largestShares, sharesOf, type Heads } from './attended.ts';
import { AttendedText } from './attended_text.tsx';
import { HeadGrid } from './head_grid.tsx';
import styles from './inside.module.css';
import { t } from '../../../../strings/live/t.ts';

/** Positions in the table, and what is not worth a row. */
const [listed, negligible] = [8, 0.001];

const code = (text: ReactNode[]) => <code key="token">{text}</code>;

/** What one token attends to: the text tinted by the chosen heads, and what every head puts on a chosen token. */
export function AttentionMap({ report }: { report: AttentionReport }) {
  const { position, names, layers, heads, set, gpuMs } = report;
  const [chosen, setChosen] = useState<Heads>({ layer: null, head: null });
  const shares = sharesOf(report, chosen);
  const most = largestShares(shares, listed).filter((at) => shares[at]! >= negligible);
  // The first token is what heads rest on that look for nothing.
  const [on, setOn] = useState(() => most.find((each) => each > 0) ?? 0);
  return (
    <div className={styles.section} role="group" aria-label={t('attendsTo', { position })}>
      <div className={monitor.choice}>
        <Choice
          label={t('layerChoice')}
          count={layers}
          value={chosen.layer}
          choose={(layer) => setChosen({ ...chosen, layer })}
        />
        <Choice
          label={t('headChoice')}
          count={heads}
          value={chosen.head}
          choose={(head) => setChosen({ ...chosen, head })}
        />
      </div>
      <p>
        {t('attentionOf', {
          position,
          text: visible(names[position]!),
          set,
          share: probability(shares[0]!),
          token: code,
        })}
      </p>
      <AttendedText names={names} shares={shares} on={on} choose={setOn} />
      <table className={styles.most} aria-label={t('topAttended')}>
        <thead>
          <tr>
            <th scope="col">{t('positionHead')}</th>
            <th scope="col">{t('token')}</th>
            <th scope="col">{t('shareHead')}</th>
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
                  aria-label={t('headsOn', { token: visible(names[at]!) })}
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
      {gpuMs !== null && <p className={styles.small}>{t('headsTook', { ms: gpuMs.toFixed(2) })}</p>}
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
          <option value="">{t('meanOfAll')}</option>
          {Array.from({ length: count }, (_, index) => (
            <option key={index}>{index}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
