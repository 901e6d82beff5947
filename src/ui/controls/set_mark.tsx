import styles from './set_mark.module.css';

/** A stroke that means reference (solid), fused (dashed) or a mix (dotted), besides the colour. */
export function SetMark({ set }: { set: 'reference' | 'fused' | 'mixed' }) {
  return <span className={styles.mark} data-set={set} aria-hidden />;
}
