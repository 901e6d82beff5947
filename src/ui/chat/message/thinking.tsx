import { duration } from '../../../format.ts';
import { Fold } from '../../controls/fold.tsx';
import { FormattedText } from '../markdown/formatted_text.tsx';
import styles from './answer_message.module.css';
import { t } from '../../../strings/answers/t.ts';

interface Props {
  text: string;
  /** Null where it is not known. */
  durationMs: number | null;
  running: boolean;
}

/** The model's thoughts, folded away. */
export function Thinking({ text, durationMs, running }: Props) {
  return (
    <Fold running={running} summary={summary(durationMs, running)}>
      <div className={styles.thoughts}>
        <FormattedText text={text} growing={running} />
      </div>
    </Fold>
  );
}

function summary(durationMs: number | null, running: boolean): string {
  if (durationMs === null) return t(running ? 'thinking' : 'thought');
  if (running) return t('thinkingFor', { time: `${Math.floor(durationMs / 1000)} s` });
  return t('thoughtFor', { time: duration(durationMs) });
}
