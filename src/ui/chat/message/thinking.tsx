import { duration } from '../../../format.ts';
import { Fold } from '../../controls/fold.tsx';
import { FormattedText } from '../markdown/formatted_text.tsx';
import styles from './answer_message.module.css';

interface Props {
  text: string;
  /** Null where it is not known. */
  durationMs: number | null;
  running: boolean;
}

/** The model's thoughts, folded away. */
export function Thinking({ text, durationMs, running }: Props) {
  const time =
    durationMs === null ? '' : running ? ` ${Math.floor(durationMs / 1000)} s` : ` for ${duration(durationMs)}`;
  return (
    <Fold running={running} summary={`${running ? 'Thinking…' : 'Thought'}${time}`}>
      <div className={styles.thoughts}>
        <FormattedText text={text} growing={running} />
      </div>
    </Fold>
  );
}
