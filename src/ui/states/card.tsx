import type { ReactNode } from 'react';
import styles from './card.module.css';

interface Props {
  title: string;
  /** One line on what is wrong and how to fix it. */
  detail?: string;
  tone?: 'plain' | 'warn' | 'danger';
  children?: ReactNode;
}

export function Card({ title, detail, tone = 'plain', children }: Props) {
  return (
    <section className={styles.card} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined} aria-label={title}>
      <h2>{title}</h2>
      {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      {children}
    </section>
  );
}
