import { FileText } from 'lucide-react';
import { type MouseEvent, useMemo, useState } from 'react';
import { bytes, clipped, count } from '../../../format.ts';
import type { Attachment } from '../../../store/conversations/attachment.ts';
import styles from './attachments.module.css';
import { useTokens } from './use_tokens.ts';
import { t } from '../../../strings/attachments/t.ts';

/** Characters that an unfolded attachment shows: a page with many more is slow. */
const shown = 50_000;

/** An attachment: its name, size and tokens, its text folded. */
export function AttachmentFold({ attachment }: { attachment: Attachment }) {
  const { name, text } = attachment;
  const [open, setOpen] = useState(false);
  const size = useMemo(() => new TextEncoder().encode(text).length, [text]);
  const tokens = useTokens(attachment);
  const toggle = (event: MouseEvent) => {
    event.preventDefault(); // the state decides, so that the text appears at the same moment
    setOpen(!open);
  };
  return (
    <details className={styles.attachment} open={open}>
      <summary onClick={toggle} title={name}>
        <FileText size={16} aria-hidden />
        <span className={styles.name}>{name}</span>
        <span className={styles.size}>
          {tokens === null ? bytes(size) : t('size', { bytes: bytes(size), tokens: count(tokens) })}
        </span>
      </summary>
      {open && (
        <>
          <pre className={styles.text} dir="auto" tabIndex={0} role="group" aria-label={t('textOf', { name })}>
            {clipped(text, shown)}
          </pre>
          {text.length > shown && (
            <p className={styles.more}>{t('firstOf', { shown: count(shown), all: count(text.length) })}</p>
          )}
        </>
      )}
    </details>
  );
}
