import { useMemo } from 'react';
import { adapterName } from '../../../findings/copy/adapter.ts';
import {
  foundHeadline,
  kernelAnswer,
  ownKernelDetails,
  ownKernelStatus,
  shownText,
} from '../../../findings/copy/own_kernel.ts';
import type { KernelFinding } from '../../../findings/format/finding.ts';
import type { KernelSpec } from '../../../findings/format/spec.ts';
import { compareKernels } from '../../../findings/own_kernel/compare.ts';
import { fitsLink } from '../../../findings/own_kernel/shared_text.ts';
import { recordKernel } from '../../../findings/record.ts';
import { count } from '../../../format.ts';
import { useOwnKernel } from '../../../store/hooks_on_demand.ts';
import type { OutcomeOf } from '../../../store/findings/rerunning.ts';
import { t } from '../../../strings/sharing/t.ts';
import { Evidence } from '../../lab/own_kernel/evidence.tsx';
import { Messages } from '../../lab/own_kernel/messages.tsx';
import { Verdict } from '../../lab/own_kernel/verdict.tsx';
import styles from '../findings.module.css';
import { KernelComparison } from '../results/kernel_comparison.tsx';
import { KernelAsTold } from '../results/told_kernel.tsx';
import { ShareButton } from '../share/share_button.tsx';
import type { KindOnPage } from './kind.ts';

export const ownKernel: KindOnPage<'kernel'> = {
  share: {
    policies: ['shown', 'hidden'],
    legend: () => t('kernelText'),
    consequence({ report: { text } }, policy) {
      if (policy !== 'shown') return t('kernelHidden');
      const bytes = count(new TextEncoder().encode(text).length);
      return t(fitsLink(text) ? 'kernelShown' : 'kernelShownNoLink', { bytes });
    },
    finding: ({ report }, about, policy) => recordKernel(report, about, policy),
  },

  title: (model) => t('kernelOf', { model }),
  Recorded: ({ finding }) => <Recorded finding={finding} />,
  Told: KernelAsTold,
  unrunnable: ({ text }) => (text === null ? t('kernelWithheld') : null),
  Intent: ({ opened: { spec } }) => <Intent spec={spec} />,
  runLabel: () => t('runOnThis'),
  Outcome: ({ opened, outcome }) => <Outcome recorded={opened.finding} outcome={outcome} />,
  Two,

  lab: {
    Subject({ children }) {
      const report = useOwnKernel((state) => state.report);
      return report && children({ kind: 'kernel', report });
    },
    compare: () => t('compareKernel'),
  },
};

function Recorded({ finding: { kernel, made } }: { finding: KernelFinding }) {
  const where = { adapter: adapterName(kernel.adapter), browser: made.browser };
  return (
    <>
      <p className={styles.note}>{t('kernelAsTold', where)}</p>
      <Verdict
        status={ownKernelStatus(kernel)}
        headline={foundHeadline(kernel.kernel, ownKernelStatus(kernel))}
        details={ownKernelDetails(kernel)}
      />
      {kernel.messages.length > 0 && <Messages messages={kernel.messages} onLine={null} />}
      {kernel.compiled && <Evidence report={kernel} />}
    </>
  );
}

/** What is about to run can be read before. */
function Intent({ spec: { kernel, text, seed } }: { spec: KernelSpec }) {
  return (
    <>
      <p>{t('willTry', { kernel: kernel ?? 'WGSL', seed })}</p>
      {text !== null && (
        <details>
          <summary>{t('readText', { count: text.trimEnd().split('\n').length })}</summary>
          <pre className={styles.text} role="group" tabIndex={0} aria-label={t('kernelText')}>
            {shownText(text)}
          </pre>
        </details>
      )}
    </>
  );
}

function Outcome({ recorded, outcome }: { recorded: KernelFinding | null; outcome: OutcomeOf<'kernel'> }) {
  const { report, comparison } = outcome;
  const adapter = adapterName(report.adapter);
  return (
    <>
      <p role="status" className={styles.answer} data-differs={comparison?.reproduced === false || undefined}>
        {comparison
          ? kernelAnswer(comparison, adapter)
          : t('outcomeAlone', { result: foundHeadline(report.kernel, ownKernelStatus(report)), adapter })}
      </p>
      {recorded && comparison && report.compiled && recorded.kernel.compiled ? (
        <KernelComparison comparison={comparison} sides={[t('recorded'), t('here')]} />
      ) : (
        <>
          {report.messages.length > 0 && <Messages messages={report.messages} onLine={null} />}
          {report.compiled && <Evidence report={report} />}
        </>
      )}
      <div>
        <ShareButton subject={{ kind: 'kernel', report }} label={t('shareRun')} />
      </div>
    </>
  );
}

interface TwoProps {
  findings: [KernelFinding, KernelFinding];
  sides: [string, string];
}

function Two({ findings: [first, second], sides }: TwoProps) {
  const comparison = useMemo(() => {
    const { text } = first.kernel;
    return compareKernels(first.kernel, second.kernel, text !== null && text === second.kernel.text);
  }, [first, second]);
  return <KernelComparison comparison={comparison} sides={sides} />;
}
