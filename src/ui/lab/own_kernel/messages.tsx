import { messageInWords, placeInWords } from '../../../findings/copy/own_kernel.ts';
import { t } from '../../../strings/own_kernel/t.ts';
import type { KernelMessage } from '../../../worker/api.ts';
import styles from './own_kernel.module.css';

/** Its text is null where it is withheld. */
type ShownMessage = Omit<KernelMessage, 'text'> & { text: string | null };

interface Props {
  messages: readonly ShownMessage[];
  /** Shows a line of the text; null where the text is another by now. */
  onLine: ((line: number) => void) | null;
}

/** What the compiler says, and where: a press on a place in the text selects its line. */
export function Messages({ messages, onLine }: Props) {
  return (
    <section className={styles.section} aria-label={t('messages')}>
      <h3>{t('messages')}</h3>
      <ul className={styles.messages}>
        {messages.map((message) => (
          <li key={[message.file, message.line, message.column, message.text].join()} data-type={message.type}>
            <Place message={message} onLine={onLine} />
            <code>{messageInWords(message)}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ message, onLine }: { message: ShownMessage } & Pick<Props, 'onLine'>) {
  const { file, line } = message;
  const place = placeInWords(message);
  if (!onLine || line === null || file !== null) return <span>{place}</span>;
  return (
    <button type="button" onClick={() => onLine(line)}>
      {place}
    </button>
  );
}
