import type { Finding } from '../../share/finding.ts';
import { useBenching, useDiagnosing } from '../../store/hooks.ts';
import type { Subject } from '../../store/sharing.ts';
import { sharing } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import { currentFinding } from './current_finding.ts';

const names = { diagnosis: 'diagnosis', bench: 'benchmark' };

/** Lays beside a finding what the lab has of the same kind, if it has. */
export function CompareWithLab({ finding }: { finding: Finding }) {
  const subject = useInLab(finding.kind);
  if (!subject) return null;
  const compare = () => void sharing.getState().show([finding, currentFinding(subject, 'shown', new Date())]);
  return <Button onClick={compare}>Compare with the lab’s {names[finding.kind]}</Button>;
}

function useInLab(kind: Finding['kind']): Subject | null {
  const diagnosis = useDiagnosing((state) => state.diagnosis);
  const promptText = useDiagnosing((state) => state.promptText);
  const bench = useBenching((state) => state.bench);
  if (kind === 'bench') return bench && { kind, bench };
  return diagnosis && { kind, diagnosis, promptText };
}
