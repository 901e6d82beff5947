import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react';
import { useAnswering } from '../../../store/hooks.ts';
import { conversation } from '../../../store/stores.ts';
import { IconButton } from '../../controls/button.tsx';
import styles from './actions.module.css';
import { t } from '../../../strings/answers/t.ts';

interface Props {
  id: number;
  branches: number[];
  /** What the branches are versions of. */
  of: 'question' | 'answer' | 'toolAnswer';
}

/** `‹ 2/3 ›`: the other wordings of a question, the other answers to one. */
export function BranchSwitch({ id, branches, of }: Props) {
  if (branches.length < 2) return null;
  const at = branches.indexOf(id);
  return (
    <div className={styles.branches} role="group" aria-label={t('version', { of })}>
      <Step label={t('previous', { of })} icon={ChevronLeft} to={branches[at - 1]} />
      <span>
        {at + 1}/{branches.length}
      </span>
      <Step label={t('next', { of })} icon={ChevronRight} to={branches[at + 1]} />
    </div>
  );
}

/** Not `disabled` at an end: a person who steps through with the keyboard would lose the focus. */
function Step({ label, icon, to }: { label: string; icon: LucideIcon; to: number | undefined }) {
  const busy = useAnswering(({ streaming }) => streaming !== null);
  const target = busy ? undefined : to;
  return (
    <IconButton
      label={label}
      icon={icon}
      aria-disabled={target === undefined || undefined}
      onClick={() => target !== undefined && conversation.getState().choose(target)}
    />
  );
}
