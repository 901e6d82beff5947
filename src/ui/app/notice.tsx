import { X } from 'lucide-react';
import { useNotice } from '../../store/hooks.ts';
import { Button, IconButton } from '../controls/button.tsx';
import styles from './notice.module.css';
import { t } from '../../strings/page/t.ts';

export function Notice() {
  const text = useNotice((notice) => notice.text);
  const remedy = useNotice((notice) => notice.remedy);
  const dismiss = useNotice((notice) => notice.dismiss);
  return (
    <div role="alert">
      {text !== null && (
        <div className={styles.notice}>
          <p>{text}</p>
          {remedy && <Button onClick={remedy.run}>{remedy.label}</Button>}
          <IconButton label={t('dismiss')} icon={X} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
