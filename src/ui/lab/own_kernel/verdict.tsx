import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OwnKernelStatus } from '../../../findings/copy/own_kernel.ts';
import styles from './own_kernel.module.css';

interface Props {
  status: OwnKernelStatus;
  headline: string;
  details: readonly string[];
  children?: ReactNode;
}

/** The verdict on a kernel, and what it follows from. */
export function Verdict({ status, headline, details, children }: Props) {
  const Icon = status === 'right' ? CircleCheck : TriangleAlert;
  return (
    <div className={styles.verdict} data-status={status}>
      <h2>
        <Icon size={18} aria-hidden />
        {headline}
      </h2>
      {details.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {children}
    </div>
  );
}
