import { useId } from 'react';
import { useLab } from '../../../store/hooks.ts';
import { lab } from '../../../store/stores.ts';
import styles from './compare.module.css';

/** The switch that lets tokens of an answer run the program that is not selected, to time it. */
export function Both() {
  const id = useId();
  const both = useLab((state) => state.both);
  return (
    <div className={styles.both}>
      <input
        id={id}
        type="checkbox"
        checked={both}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => lab.getState().change({ both: target.checked })}
      />
      <label htmlFor={id}>Measure both</label>
      <p id={`${id}-hint`}>
        Every other timed token runs the program that is off, on the same cache, for at most a tenth of the time. Equal
        to within rounding, which can decide where two tokens are all but equally likely.
      </p>
    </div>
  );
}
