import { Tabs } from 'radix-ui';
import type { ComponentType, ReactNode } from 'react';
import { showLab } from '../view/view.ts';
import { labTabs, type LabTab } from '../view/view_address.ts';
import { Bench } from './bench/bench.tsx';
import { Checks } from './checks/checks.tsx';
import { Compare } from './compare/compare.tsx';
import { Diagnose } from './diagnose/diagnose.tsx';
import styles from './lab.module.css';
import { TokenMonitor } from './monitor/monitor.tsx';
import { Story } from './story/story.tsx';
import { Weights } from './weights/weights.tsx';

/** The label and the panel of each tab. */
const tabs: Record<LabTab, { label: string; Panel: ComponentType }> = {
  compare: { label: 'Compare', Panel: Compare },
  live: { label: 'Live', Panel: TokenMonitor },
  diagnose: { label: 'Diagnose', Panel: Diagnose },
  checks: { label: 'Checks', Panel: Checks },
  weights: { label: 'Weights', Panel: Weights },
  bench: { label: 'Bench', Panel: Bench },
  story: { label: 'Story', Panel: Story },
};

/** The lab's tabs. Only the open one is mounted, so that the others measure nothing. */
export function LabTabs({ tab, children }: { tab: LabTab; children?: ReactNode }) {
  return (
    <Tabs.Root className={styles.tabs} value={tab} onValueChange={(name) => showLab(name as LabTab)}>
      <div className={styles.head}>
        <Tabs.List className={styles.list} aria-label="Lab">
          {labTabs.map((name) => (
            <Tabs.Trigger key={name} value={name} className={styles.tab}>
              {tabs[name].label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {children}
      </div>
      {labTabs.map((name) => {
        const { Panel } = tabs[name];
        return (
          <Tabs.Content key={name} value={name} className={styles.panel}>
            <Panel />
          </Tabs.Content>
        );
      })}
    </Tabs.Root>
  );
}
