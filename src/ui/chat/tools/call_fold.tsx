import type { ReactNode } from 'react';
import { Fold } from '../../controls/fold.tsx';
import styles from './tools.module.css';

interface Props {
  summary: ReactNode;
  running?: boolean;
  /** Texts by what they are. */
  details: readonly (readonly [name: string, text: string])[];
}

/** A tool call in a line, its texts folded. */
export function CallFold({ summary, running = false, details }: Props) {
  return (
    <Fold summary={summary} running={running}>
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
    </Fold>
  );
}
