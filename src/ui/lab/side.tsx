import { X } from 'lucide-react';
import { useLab } from '../../store/hooks.ts';
import { labButton, showLab } from '../view/view.ts';
import type { LabTab } from '../view/view_address.ts';
import { IconButton } from '../controls/button.tsx';
import styles from './lab.module.css';
import { LabTabs } from './lab_tabs.tsx';
import { Splitter } from './splitter.tsx';

function close(): void {
  document.getElementById(labButton)?.focus();
  showLab(null);
}

/** The lab as the page's second column. */
export function Side({ tab }: { tab: LabTab }) {
  const width = useLab((lab) => lab.width);
  return (
    <aside id="lab" className={styles.side} aria-label="Lab" style={{ width }}>
      <Splitter />
      <LabTabs tab={tab}>
        <IconButton label="Close the lab" icon={X} onClick={close} />
      </LabTabs>
    </aside>
  );
}
