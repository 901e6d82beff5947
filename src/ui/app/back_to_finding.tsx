import { useSharing } from '../../store/hooks_on_demand.ts';
import { Button } from '../controls/button.tsx';
import { showDialog } from '../view/view.ts';
import styles from './drops.module.css';
import { t } from '../../strings/page/t.ts';

/** The way back to a finding, which may send a person to Models for its checkpoint. */
export function BackToFinding() {
  const open = useSharing(({ opening }) => opening.at === 'opened');
  if (!open) return null;
  return (
    <Button look="primary" className={styles.back} onClick={() => showDialog('finding')}>
      {t('backToFinding')}
    </Button>
  );
}
