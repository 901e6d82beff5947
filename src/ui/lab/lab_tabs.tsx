import { Tabs } from 'radix-ui';
import { X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, type ComponentType } from 'react';
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
import { t } from '../../strings/lab/t.ts';

const Findings = lazy(async () => ({
  default: (await withStrings(import('../findings/gallery/findings.tsx'))).Findings,
}));

const OwnKernel = lazy(async () => ({
  default: (await withStrings(import('./own_kernel/own_kernel.tsx'))).OwnKernel,
}));

/** What each tab shows. */
const panels: Record<LabTab, ComponentType> = {
  compare: Compare,
  live: TokenMonitor,
  diagnose: Diagnose,
  kernel: OwnKernel,
  checks: Checks,
  weights: Weights,
  bench: Bench,
  story: Story,
  findings: Findings,
};

function close(): void {
  document.getElementById(labButton)?.focus();
  showLab(null);
}

/** What the lab shows: a strip that lives with each answer, and the tabs. Only the open one is mounted, so that the others measure nothing. */
export function LabTabs({ tab }: { tab: LabTab }) {
  const list = useRef<HTMLDivElement>(null);
  // Where the tabs are wider than the lab, they scroll: the one that is open stays in view.
  useEffect(() => {
    const tabs = list.current!;
    const open = tabs.children[labTabs.indexOf(tab)]!;
    const observer = new ResizeObserver(() => open.scrollIntoView({ block: 'nearest', inline: 'center' }));
    observer.observe(tabs);
    return () => observer.disconnect();
  }, [tab]);
  return (
    <Tabs.Root className={styles.tabs} value={tab} onValueChange={(name) => showLab(name as LabTab)}>
      <Splitter />
      <IconButton className={styles.close} label={t('close')} icon={X} onClick={close} />
      <Strip />
      <Tabs.List ref={list} className={styles.list} aria-label={t('lab')}>
        {labTabs.map((name) => (
          <Tabs.Trigger key={name} value={name} className={styles.tab}>
            {t(name)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {labTabs.map((name) => {
        const Panel = panels[name];
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
