import styles from './progress.module.css';

/** A bar of the share that is done, between 0 and 1; null while that is not known. */
export function Progress({ label, done }: { label: string; done: number | null }) {
  return <progress className={styles.bar} aria-label={label} max={1} {...(done !== null && { value: done })} />;
}
