import { ChevronRight } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { duration } from '../../../format.ts';
import styles from './answer_message.module.css';
import { FormattedText } from '../markdown/formatted_text.tsx';

interface Props {
  text: string;
  /** Null where it is not known. */
  durationMs: number | null;
  running: boolean;
}

/** The model's thoughts, folded away. */
export function Thinking({ text, durationMs, running }: Props) {
  const [open, setOpen] = useState(false);
  const time =
    durationMs === null ? '' : running ? ` ${Math.floor(durationMs / 1000)} s` : ` for ${duration(durationMs)}`;
  const toggle = (event: MouseEvent) => {
    event.preventDefault(); // the state decides, so that the text appears at the same moment
    setOpen(!open);
  };
  return (
    <details className={styles.thinking} data-running={running || undefined} open={open}>
      <summary onClick={toggle}>
        <ChevronRight size={16} aria-hidden />
        {running ? 'Thinking…' : 'Thought'}
        {time}
      </summary>
      <div className={styles.thoughts}>{open && <FormattedText text={text} growing={running} />}</div>
    </details>
  );
}
