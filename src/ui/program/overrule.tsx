import { flushSync } from 'react-dom';
import { selfTest } from '../../store/stores.ts';
import type { StepName } from '../../worker/api.ts';
import { Button } from '../controls/button.tsx';
import styles from './step_switches.module.css';

/** Lets a step run its fused kernel although the self-test found it wrong here. */
export function Overrule({ step, switchId }: { step: StepName; switchId: string }) {
  const overrule = () => {
    // This button disappears, and the switch is enabled from now on.
    flushSync(() => selfTest.getState().overrule(step));
    document.getElementById(switchId)?.focus();
  };
  return (
    <Button className={styles.overrule} onClick={overrule}>
      Run it all the same
      <span className="visually-hidden">: the fused kernel of {step}</span>
    </Button>
  );
}
