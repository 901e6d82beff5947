import { cssColour, type ColourName } from '../../charts/palette.ts';
import styles from './charts.module.css';

interface Props {
  label: string;
  /** How much of the axis it takes, from 0 to 1. */
  share: number;
  ink: ColourName;
}

/** A value of a table, in figures and as a bar from 0. */
export function Bar({ label, share, ink }: Props) {
  return (
    <>
      {label}
      <span
        className={styles.bar}
        style={{ width: `${(100 * share).toFixed(1)}%`, background: cssColour(ink) }}
        aria-hidden
      />
    </>
  );
}
