import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useAnswering } from '../../store/hooks.ts';
import { conversation } from '../../store/stores.ts';
import { IconButton } from '../controls/button.tsx';
import styles from './actions.module.css';

interface Props {
  id: number;
  branches: number[];
  /** What there are several of. */
  of: 'question' | 'answer';
}

/** `‹ 2/3 ›`: the other wordings of a question, the other answers to one. */
export function BranchSwitch({ id, branches, of }: Props) {
  const busy = useAnswering(({ live }) => live !== null);
  if (branches.length < 2) return null;
  const at = branches.indexOf(id);
  const go = (to: number) => conversation.getState().choose(branches[to]!);
  return (
    <div className={styles.branches} role="group" aria-label={`Version of this ${of}`}>
      <IconButton label={`Previous ${of}`} icon={ChevronLeft} disabled={busy || at === 0} onClick={() => go(at - 1)} />
      <span>
        {at + 1}/{branches.length}
      </span>
      <IconButton
        label={`Next ${of}`}
        icon={ChevronRight}
        disabled={busy || at === branches.length - 1}
        onClick={() => go(at + 1)}
      />
    </div>
  );
}
