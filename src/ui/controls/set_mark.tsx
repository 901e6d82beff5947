import styles from './set_mark.module.css';

/** A stroke that tells reference (solid), fused (dashed) and mixed (dotted) apart without colour. */
export function SetMark({ set }: { set: 'reference' | 'fused' | 'mixed' }) {
  return <span className={styles.mark} data-set={set} aria-hidden />;
}
