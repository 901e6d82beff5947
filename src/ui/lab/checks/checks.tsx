import { useAnswering } from '../../../store/hooks.ts';
import { useChecking } from '../../../store/hooks_on_demand.ts';
import panel from '../panel.module.css';
import { Batches } from './batches.tsx';
import { Beside } from './beside/beside.tsx';
import { KnownAnswers } from './known_answers.tsx';
import { t } from '../../../strings/checks/t.ts';

const doing = { known: 'runningKnown', batches: 'runningBatches' } as const;

/** The Checks tab: what others have computed, and whether a row depends on its batch. */
export function Checks() {
  const answering = useAnswering((state) => state.streaming !== null);
  const now = useChecking((state) => state.doing);
  const failure = useChecking((state) => state.failure);
  return (
    <div className={panel.panel}>
      <KnownAnswers />
      <Batches />
      <Beside />
      {failure && (
        <p className={panel.failure} role="alert">
          {failure.message}
        </p>
      )}
      <div className={panel.buttons}>
        <output>{now ? t(doing[now]) : answering ? t('answering') : ''}</output>
      </div>
    </div>
  );
}
