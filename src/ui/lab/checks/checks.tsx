import { useAnswering } from '../../../store/hooks.ts';
import { useChecking } from '../../../store/hooks_on_demand.ts';
import panel from '../panel.module.css';
import { Batches } from './batches.tsx';
import { Beside } from './beside/beside.tsx';
import { KnownAnswers } from './known_answers.tsx';

const doing = {
  known: 'Running the prompt of the known answers…',
  batches: 'Running a row alone and among others…',
} as const;

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
        <output>{now ? doing[now] : answering ? 'An answer is being written: stop it first.' : ''}</output>
      </div>
    </div>
  );
}
