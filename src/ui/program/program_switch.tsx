import { ChevronDown } from 'lucide-react';
import { lazy, useRef, useState } from 'react';
import { usePeers, useProgram } from '../../store/hooks.ts';
import { peers, program } from '../../store/stores.ts';
import { OnDemand } from '../controls/on_demand.tsx';
import { SelfTestMark } from '../self_test/self_test_mark.tsx';
import { SetMark } from '../controls/set_mark.tsx';
import styles from './program_switch.module.css';
import { describeProgram } from '../../vocabulary/program.ts';
import { type KernelSet, kernelSets } from '../../vocabulary/program.ts';
import { withStrings } from '../../strings/catalogue.ts';
import { t } from '../../strings/kernels/t.ts';

const StepSwitches = lazy(async () => ({ default: (await withStrings(import('./step_switches.tsx'))).StepSwitches }));

/** Chooses who answers: kernels of this page's engine, by one switch for all steps and behind it one for each, or a peer. */
export function ProgramSwitch() {
  const now = useProgram((state) => describeProgram(state.program));
  const chosen = usePeers((state) => state.chosen);
  const others = usePeers((state) => state.peers);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className={styles.program}>
      <div className={styles.switch} role="radiogroup" aria-label={t('kernels')}>
        {kernelSets.map((set) => (
          <label key={set} data-set={set}>
            <input type="radio" name="kernels" checked={!chosen && now === set} onChange={() => answerBy(set)} />
            <SetMark set={set} />
            {t(set)}
          </label>
        ))}
        {others.map((peer) => (
          <label key={peer.id} title={peer.about}>
            <input
              type="radio"
              name="kernels"
              checked={chosen === peer}
              onChange={() => peers.getState().choose(peer)}
            />
            {peer.label}
          </label>
        ))}
      </div>
      <button
        ref={button}
        type="button"
        className={styles.unfold}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {now === 'mixed' && <SetMark set="mixed" />}
        {t(now === 'mixed' ? 'mixed' : 'steps')}
        <span className="visually-hidden">{t('ofEachStep')}</span>
        <SelfTestMark />
        <ChevronDown size={14} aria-hidden />
      </button>
      {open && (
        <OnDemand>
          <StepSwitches anchor={button} onClose={() => setOpen(false)} />
        </OnDemand>
      )}
    </div>
  );
}

function answerBy(set: KernelSet): void {
  peers.getState().choose(null);
  program.getState().setAll(set);
}
