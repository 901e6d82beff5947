import { lazy, Suspense } from 'react';
import { Boundary } from '../controls/boundary.tsx';
import type { LabTab } from '../view/view_address.ts';
import styles from './lab.module.css';
import { useSize } from './use_size.ts';
import { withStrings } from '../../strings/catalogue.ts';
import { t } from '../../strings/top_bar/t.ts';

const LabTabs = lazy(async () => ({ default: (await withStrings(import('./lab_tabs.tsx'))).LabTabs }));

interface Props {
  tab: LabTab;
  /** Whether what is in it is fetched: its place is kept before. */
  filled: boolean;
}

/** The lab: beside the chat on a wide window, below it on a narrow one, where the message box stays in reach. */
export function Side({ tab, filled }: Props) {
  const { along, size } = useSize();
  return (
    <aside
      id="lab"
      className={styles.side}
      aria-label={t('lab')}
      style={along === 'width' ? { width: size } : { height: `${size}dvh` }}
    >
      {filled && (
        <Boundary fallback={null}>
          <Suspense fallback={null}>
            <LabTabs tab={tab} />
          </Suspense>
        </Boundary>
      )}
    </aside>
  );
}
