import { ChevronRight } from 'lucide-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import styles from './fold.module.css';

interface Props {
  /** The line that is always on show. */
  summary: ReactNode;
  /** Whether what is folded is still being written. */
  running?: boolean;
  /** On the page only while it is unfolded, since it may be long. */
  children: ReactNode;
}

/** A line that unfolds what belongs to it. */
export function Fold({ summary, running = false, children }: Props) {
  const [open, setOpen] = useState(false);
  const toggle = (event: MouseEvent) => {
    event.preventDefault(); // the state decides, so that the content appears at the same moment
    setOpen(!open);
  };
  return (
    <details className={styles.fold} data-running={running || undefined} open={open}>
      <summary onClick={toggle}>
        <ChevronRight size={16} aria-hidden />
        <span className={styles.line} dir="auto">
          {summary}
        </span>
      </summary>
      {open && <div className={styles.content}>{children}</div>}
    </details>
  );
}
