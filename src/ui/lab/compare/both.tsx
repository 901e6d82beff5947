import { useId } from 'react';
import { useLab } from '../../../store/hooks.ts';
import { lab } from '../../../store/stores.ts';
import styles from './compare.module.css';
import { t } from '../../../strings/compare/t.ts';

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
      <label htmlFor={id}>{t('both')}</label>
      <p id={`${id}-hint`}>{t('bothHint')}</p>
    </div>
  );
}
