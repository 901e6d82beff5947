import { Share2 } from 'lucide-react';
import type { Subject } from '../../../store/findings/sharing.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import { showDialog } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { t } from '../../../strings/sharing/t.ts';

/** Opens the preview of the picture of a diagnosis or a benchmark. */
export function ShareButton({ subject, label = t('share') }: { subject: Subject; label?: string }) {
  const open = () => {
    sharing.getState().offer(subject);
    showDialog('share');
  };
  return (
    <Button icon={Share2} onClick={open}>
      {label}
    </Button>
  );
}
