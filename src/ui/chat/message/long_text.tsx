import { useState } from 'react';
import { bytes, clipped } from '../../../format.ts';
import { Button } from '../../controls/button.tsx';
import styles from './question_message.module.css';
import { t } from '../../../strings/answers/t.ts';

/** In characters. A longer message is folded to the first {@link shown}. */
const long = 4000;
const shown = 1200;

/** The text of a message, folded where it is long. */
export function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  if (text.length <= long) return text;
  return (
    <>
      {open ? text : `${clipped(text, shown)}…`}
      <Button look="plain" className={styles.unfold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('showLess') : t('showAll', { bytes: bytes(text.length) })}
      </Button>
    </>
  );
}
