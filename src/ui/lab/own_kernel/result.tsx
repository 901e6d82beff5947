import { ownKernelDetails, ownKernelHeadline, ownKernelStatus } from '../../../findings/copy/own_kernel.ts';
import { t } from '../../../strings/own_kernel/t.ts';
import type { OwnKernelReport } from '../../../worker/api.ts';
import { ShareButton } from '../../findings/share/share_button.tsx';
import { Evidence } from './evidence.tsx';
import { Messages } from './messages.tsx';
import styles from './own_kernel.module.css';
import { Verdict } from './verdict.tsx';

interface Props {
  report: OwnKernelReport;
  /** Whether the text is still the one that was tried. */
  isOfText: boolean;
  onLine: (line: number) => void;
}

/** The verdict, the compiler's messages, and what it follows from. */
export function Result({ report, isOfText, onLine }: Props) {
  return (
    <>
      <section aria-label={t('verdict')} aria-live="polite">
        <Verdict
          status={ownKernelStatus(report)}
          headline={ownKernelHeadline(report)}
          details={ownKernelDetails(report)}
        >
          {!isOfText && <p>{t('changed')}</p>}
          {report.compiled && <p className={styles.small}>{t('seed', { seed: report.seed })}</p>}
        </Verdict>
      </section>
      <div>
        <ShareButton subject={{ kind: 'kernel', report }} />
      </div>
      {report.messages.length > 0 && <Messages messages={report.messages} onLine={isOfText ? onLine : null} />}
      {report.compiled && <Evidence report={report} />}
    </>
  );
}
