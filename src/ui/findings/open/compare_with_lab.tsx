import type { Finding } from '../../../findings/format/finding.ts';
import type { Subject } from '../../../store/findings/sharing.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import { currentFinding } from '../current_finding.ts';
import { onPage } from '../kinds/kinds.ts';

/** Compares a finding with the lab's own result of the same kind, where it has one. */
export function CompareWithLab({ finding }: { finding: Finding }) {
  const { lab } = onPage(finding);
  return <lab.Subject>{(subject) => <Compare finding={finding} subject={subject} />}</lab.Subject>;
}

function Compare({ finding, subject }: { finding: Finding; subject: Subject }) {
  const compare = () => void sharing.getState().show([finding, currentFinding(subject, 'shown', new Date())]);
  return <Button onClick={compare}>{onPage(finding).lab.compare()}</Button>;
}
