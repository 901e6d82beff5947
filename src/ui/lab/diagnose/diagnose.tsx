import { useMemo, useState } from 'react';
import { useDiagnosing } from '../../../store/hooks_on_demand.ts';
import type { Diagnosis } from '../../../worker/api.ts';
import { showDialog, showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { ShareButton } from '../../findings/share/share_button.tsx';
import panel from '../panel.module.css';
import { Form } from './form.tsx';
import { Logits } from './logits.tsx';
import { lockstepMap, replayMap, type StageCell } from '../../../findings/diagnosis/stage_map.ts';
import { StageDetails } from './stages/stage_details.tsx';
import { StageMap } from './stages/stage_map.tsx';
import { Trail } from './trail.tsx';
import { VerdictCard } from './verdict_card.tsx';
import { t } from '../../../strings/diagnose/t.ts';
import { t as ofFinding } from '../../../strings/finding/t.ts';
import { t as ofSharing } from '../../../strings/sharing/t.ts';

/** The Diagnose tab: which fused step is wrong, whether it is to blame, and its downstream effect. */
export function Diagnose() {
  const diagnosis = useDiagnosing((state) => state.diagnosis);
  const failure = useDiagnosing((state) => state.failure);
  return (
    <div className={panel.panel}>
      <Form />
      {failure && (
        <p role="alert" className={panel.failure}>
          {failure.message}
        </p>
      )}
      {diagnosis ? <Found diagnosis={diagnosis} /> : <Empty />}
    </div>
  );
}

function Found({ diagnosis }: { diagnosis: Diagnosis }) {
  const promptText = useDiagnosing((state) => state.promptText);
  const [choice, setChoice] = useState<{ of: Diagnosis; cell: StageCell } | null>(null);
  // A cell of an earlier diagnosis is not one of this.
  const chosen = choice?.of === diagnosis ? choice.cell : null;
  const choose = (cell: StageCell) => setChoice({ of: diagnosis, cell });
  const replay = useMemo(() => replayMap(diagnosis), [diagnosis]);
  const lockstep = useMemo(() => lockstepMap(diagnosis), [diagnosis]);
  return (
    <>
      <VerdictCard verdict={diagnosis.verdict} />
      <div className={panel.buttons}>
        <ShareButton subject={{ kind: 'diagnosis', diagnosis, promptText }} />
        <Button look="quiet" onClick={() => showLab('findings')}>
          {t('findings')}
        </Button>
        <Button look="quiet" onClick={() => showDialog('board')}>
          {ofSharing('board')}
        </Button>
      </div>
      <StageMap name={t('replay')} caption={ofFinding('replayCaption')} map={replay} chosen={chosen} choose={choose} />
      <StageMap
        name={t('lockstep')}
        caption={ofFinding('lockstepCaption')}
        map={lockstep}
        chosen={chosen}
        choose={choose}
      />
      {chosen && <StageDetails cell={chosen} />}
      {diagnosis.bisection && <Trail bisection={diagnosis.bisection} />}
      <Logits diagnosis={diagnosis} />
    </>
  );
}

function Empty() {
  return (
    <div className={panel.empty}>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
      <p>{t('emptyTry')}</p>
    </div>
  );
}
