import { ChevronRight } from 'lucide-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import styles from './tools.module.css';

interface Props {
  summary: ReactNode;
  running?: boolean;
  /** Texts by what they are. */
  details: readonly (readonly [name: string, text: string])[];
}

/** A tool call in a line, its texts folded. */
export function CallFold({ summary, running = false, details }: Props) {
  const [open, setOpen] = useState(false);
  const toggle = (event: MouseEvent) => {
    event.preventDefault(); // the state decides, so that the text appears at the same moment
    setOpen(!open);
  };
  return (
    <details className={styles.call} data-running={running || undefined} open={open}>
      <summary onClick={toggle}>
        <ChevronRight size={16} aria-hidden />
        <span className={styles.line} dir="auto">
          {summary}
        </span>
      </summary>
      {open && (
        <dl className={styles.details}>
          {details.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <pre dir="auto" tabIndex={0} role="group" aria-label={name}>
                  {text}
                </pre>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}
