import { describe } from '../../store/lab/program.ts';
import { useEngine, useGate, useProgram, useSettings } from '../../store/hooks.ts';
import styles from './self_test.module.css';
import { statusText } from './self_test_text.ts';

/** The state of the self-test. */
export function SelfTestStatus() {
  const state = useGate((gate) => gate);
  const fused = useProgram(({ program }) => describe(program) !== 'reference');
  const wanted = useSettings(({ checkKernels }) => checkKernels);
  const behind = useEngine(({ compiling, device }) => compiling && device.at === 'open' && device.adapter.isFallback);
  return (
    <output className={styles.status}>
      {fused && behind && 'Fused kernels are still being compiled: until they are, answers run the reference. '}
      {statusText(state, { fused, wanted })}
    </output>
  );
}
