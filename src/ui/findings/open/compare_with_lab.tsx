import type { Finding } from '../../../findings/format/finding.ts';
import { useBenching, useDiagnosing } from '../../../store/hooks_on_demand.ts';
import type { Subject } from '../../../store/findings/sharing.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import { currentFinding } from '../current_finding.ts';
import { t } from '../../../strings/sharing/t.ts';

const labels = { diagnosis: 'compareDiagnosis', bench: 'compareBench', live: 'compareLive' } as const;

/** Compares a finding with the lab's own result of the same kind, where it has one. */
export function CompareWithLab({ finding }: { finding: Finding }) {
  const subject = useInLab(finding.kind);
  if (!subject) return null;
  const compare = () => void sharing.getState().show([finding, currentFinding(subject, 'shown', new Date())]);
  return <Button onClick={compare}>{t(labels[finding.kind])}</Button>;
}

function useInLab(kind: Finding['kind']): Subject | null {
  const diagnosis = useDiagnosing((state) => state.diagnosis);
  const promptText = useDiagnosing((state) => state.promptText);
  const bench = useBenching((state) => state.bench);
  switch (kind) {
    case 'diagnosis':
      return diagnosis && { kind, diagnosis, promptText };
    case 'bench':
      return bench && { kind, bench };
    case 'live':
      // The lab shows many tokens, and nobody has chosen one of them to compare with.
      return null;
  }
}
