import { Tabs } from 'radix-ui';
import { X } from 'lucide-react';
import { lazy, Suspense, type ComponentType } from 'react';
import { Boundary } from '../controls/boundary.tsx';
import { IconButton } from '../controls/button.tsx';
import { labButton, showLab } from '../view/view.ts';
import { labTabs, type LabTab } from '../view/view_address.ts';
import { Bench } from './bench/bench.tsx';
import { Checks } from './checks/checks.tsx';
import { Compare } from './compare/compare.tsx';
import { Diagnose } from './diagnose/diagnose.tsx';
import styles from './lab.module.css';
import { TokenMonitor } from './monitor/monitor.tsx';
import { Splitter } from './splitter.tsx';
import { Story } from './story/story.tsx';
import { Strip } from './strip/strip.tsx';
import { Weights } from './weights/weights.tsx';
import { withStrings } from '../../strings/catalogue.ts';

const Findings = lazy(async () => ({
  default: (await withStrings(import('../findings/gallery/findings.tsx'))).Findings,
}));

const OwnKernel = lazy(async () => ({
  default: (await withStrings(import('./own_kernel/own_kernel.tsx'))).OwnKernel,
}));

/** The label and the panel of each tab. */
const tabs: Record<LabTab, { label: string; Panel: ComponentType }> = {
  compare: { label: 'Compare', Panel: Compare },
  live: { label: 'Live', Panel: TokenMonitor },
  diagnose: { label: 'Diagnose', Panel: Diagnose },
  kernel: { label: 'Kernel', Panel: OwnKernel },
  checks: { label: 'Checks', Panel: Checks },
  weights: { label: 'Weights', Panel: Weights },
  bench: { label: 'Bench', Panel: Bench },
  story: { label: 'Story', Panel: Story },
  findings: { label: 'Findings', Panel: Findings },
};

function close(): void {
  document.getElementById(labButton)?.focus();
  showLab(null);
}

/** What the lab shows: a strip that lives with each answer, and the tabs. Only the open one is mounted, so that the others measure nothing. */
export function LabTabs({ tab }: { tab: LabTab }) {
  return (
    <Tabs.Root className={styles.tabs} value={tab} onValueChange={(name) => showLab(name as LabTab)}>
      <Splitter />
      <IconButton className={styles.close} label="Close the lab" icon={X} onClick={close} />
      <Strip />
      <Tabs.List className={styles.list} aria-label="Lab">
        {labTabs.map((name) => (
          <Tabs.Trigger key={name} value={name} className={styles.tab}>
            {tabs[name].label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {labTabs.map((name) => {
        const { Panel } = tabs[name];
        return (
          <Tabs.Content key={name} value={name} className={styles.panel}>
            <Boundary fallback={null}>
              <Suspense fallback={null}>
                <Panel />
              </Suspense>
            </Boundary>
          </Tabs.Content>
        );
      })}
    </Tabs.Root>
  );
}
