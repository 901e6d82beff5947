import { useMemo, useState } from 'react';
import type { RecordedDiagnosis } from '../../../findings/format/finding.ts';
import { lockstepMap, replayMap, type StageCell } from '../../../findings/diagnosis/stage_map.ts';
import { StageDetails } from '../../lab/diagnose/stages/stage_details.tsx';
import { StageMap } from '../../lab/diagnose/stages/stage_map.tsx';
import { t } from '../../../strings/sharing/t.ts';

/** Replay and lockstep of a recorded run, stage by stage as the lab shows them. */
export function Maps({ diagnosis }: { diagnosis: RecordedDiagnosis }) {
  const [chosen, setChosen] = useState<StageCell | null>(null);
  const replay = useMemo(() => replayMap(diagnosis), [diagnosis]);
  const lockstep = useMemo(() => lockstepMap(diagnosis), [diagnosis]);
  const shared = { chosen, choose: setChosen };
  return (
    <>
      <StageMap name={t('replayName')} caption={t('replayCaption')} map={replay} {...shared} />
      <StageMap name={t('lockstepName')} caption={t('lockstepCaption')} map={lockstep} {...shared} />
      {chosen && <StageDetails cell={chosen} />}
    </>
  );
}
