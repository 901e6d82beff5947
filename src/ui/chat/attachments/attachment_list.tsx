import { X } from 'lucide-react';
import type { Attachment } from '../../../store/conversations/attachment.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { AttachmentFold } from './attachment_fold.tsx';
import styles from './attachments.module.css';
import { t } from '../../../strings/attachments/t.ts';

interface Props {
  attachments: readonly Attachment[];
  /** Where they can be taken away. */
  onDetach?: (attachment: Attachment) => void;
  /** Where a pasted one can become text of the message. */
  onInline?: (attachment: Attachment) => void;
}

export function AttachmentList({ attachments, onDetach, onInline }: Props) {
  return (
    <ul className={styles.list} aria-label={t('attachments')}>
      {attachments.map((attachment) => (
        <li key={attachment.name} className={styles.row}>
          <AttachmentFold attachment={attachment} />
          <div className={styles.buttons}>
            {onInline && attachment.pasted && (
              <Button look="quiet" className={styles.inline} onClick={() => onInline(attachment)}>
                {t('asText')}
              </Button>
            )}
            {onDetach && (
              <IconButton
                label={t('remove', { name: attachment.name })}
                icon={X}
                onClick={() => onDetach(attachment)}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
