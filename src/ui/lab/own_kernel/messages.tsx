import { t } from '../../../strings/own_kernel/t.ts';
import type { KernelMessage } from '../../../worker/api.ts';
import styles from './own_kernel.module.css';

interface Props {
  messages: readonly KernelMessage[];
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
            <code>{message.text}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ message: { file, line, column }, onLine }: { message: KernelMessage } & Pick<Props, 'onLine'>) {
  if (line === null) return <span>{t('nowhere')}</span>;
  if (file !== null) return <span>{t('inFile', { file, line })}</span>;
  const place = t('atLine', { line, column: column ?? 1 });
  if (!onLine) return <span>{place}</span>;
  return (
    <button type="button" onClick={() => onLine(line)}>
      {place}
    </button>
  );
}
