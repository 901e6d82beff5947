import { describe } from '../../store/program.ts';
import { useGate, useProgram, useSettings } from '../../store/hooks.ts';
import styles from './gate.module.css';
import { statusText } from './words.ts';

/** Where the check of the kernels stands. */
export function GateStatus() {
  const state = useGate((gate) => gate);
  const fused = useProgram(({ program }) => describe(program) !== 'reference');
  const wanted = useSettings(({ checkKernels }) => checkKernels);
  return <output className={styles.status}>{statusText(state, { fused, wanted })}</output>;
}
