import type { ReactNode } from 'react';
import styles from './wide.module.css';

/** A table that may be wider than its place: it scrolls by itself, its first column stays, and shadows tell that there is more. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.wide} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
