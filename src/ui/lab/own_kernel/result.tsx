import { CircleCheck, TriangleAlert } from 'lucide-react';
import {
  ownKernelDetails,
  ownKernelHeadline,
  ownKernelMarkdown,
  ownKernelStatus,
} from '../../../findings/copy/own_kernel.ts';
import { t } from '../../../strings/own_kernel/t.ts';
import type { OwnKernelReport } from '../../../worker/api.ts';
import { CopyButton } from '../../controls/copy_button.tsx';
import { Evidence } from './evidence.tsx';
import { Messages } from './messages.tsx';
import styles from './own_kernel.module.css';

interface Props {
  report: OwnKernelReport;
  /** Whether the text is still the one that was tried. */
  isOfText: boolean;
  onLine: (line: number) => void;
}

/** The verdict, the compiler's messages, and what it follows from. */
export function Result({ report, isOfText, onLine }: Props) {
  const status = ownKernelStatus(report);
  const Icon = status === 'right' ? CircleCheck : TriangleAlert;
  return (
    <>
      <section className={styles.verdict} data-status={status} aria-label={t('verdict')} aria-live="polite">
        <h2>
          <Icon size={18} aria-hidden />
          {ownKernelHeadline(report)}
          <CopyButton label={t('copy')} text={() => ownKernelMarkdown(report, navigator.userAgent)} />
        </h2>
        {ownKernelDetails(report).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {!isOfText && <p>{t('changed')}</p>}
        {report.compiled && <p className={styles.small}>{t('seed', { seed: report.seed })}</p>}
      </section>
      {report.messages.length > 0 && <Messages messages={report.messages} onLine={isOfText ? onLine : null} />}
      {report.compiled && <Evidence report={report} />}
    </>
  );
}
