import type { Pace } from '../../../worker/api.ts';
import { SetMark } from '../../controls/set_mark.tsx';
import { count, tokenRate } from '../../../format.ts';
import styles from './compare.module.css';
import { programNames } from '../../../vocabulary/program.ts';
import { t } from '../../../strings/compare/t.ts';
import { t as kernels } from '../../../strings/kernels/t.ts';

function said(pace: Pace | undefined, anyMeasured: boolean): string {
  if (pace) return t('overTokens', { count: count(pace.tokens) });
  return t(anyMeasured ? 'notSelected' : 'notMeasured');
}

/** Decoded tokens per second, by the program that ran them. */
export function Paces({ paces }: { paces: readonly Pace[] }) {
  const shown = programNames.filter((set) => set !== 'mixed' || paces.some((pace) => pace.set === set));
  return (
    <dl className={styles.paces} aria-label={t('paces')}>
      {shown.map((set) => {
        const pace = paces.find((each) => each.set === set);
        return (
          <div key={set} data-set={set}>
            <dt>
              <SetMark set={set} /> {kernels(set)}
            </dt>
            <dd>
              <strong>{pace && pace.ms > 0 ? tokenRate((pace.tokens / pace.ms) * 1000) : '– tok/s'}</strong>
              <small>{said(pace, paces.length > 0)}</small>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
