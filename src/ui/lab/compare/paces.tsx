import type { Pace } from '../../../worker/api.ts';
import { SetMark } from '../../controls/set_mark.tsx';
import { count, tokenRate } from '../../../format.ts';
import styles from './compare.module.css';
import { programNames } from '../../../vocabulary/program.ts';

/** Decoded tokens per second, by the program that ran them. */
export function Paces({ paces }: { paces: readonly Pace[] }) {
  const shown = programNames.filter((set) => set !== 'mixed' || paces.some((pace) => pace.set === set));
  return (
    <dl className={styles.paces} aria-label="Decoding, by the selected kernels">
      {shown.map((set) => {
        const pace = paces.find((each) => each.set === set);
        return (
          <div key={set} data-set={set}>
            <dt>
              <SetMark set={set} /> {set}
            </dt>
            <dd>
              <strong>{pace && pace.ms > 0 ? tokenRate((pace.tokens / pace.ms) * 1000) : '– tok/s'}</strong>
              <small>{pace ? `over ${count(pace.tokens)} tokens` : 'not selected in this answer'}</small>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
