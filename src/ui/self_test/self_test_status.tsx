import { useEngine, useSelfTest, useProgram, useSettings } from '../../store/hooks.ts';
import styles from './self_test.module.css';
import { describeProgram } from '../../vocabulary/program.ts';
import { statusText } from './self_test_text.ts';

/** The state of the self-test. */
export function SelfTestStatus() {
  const state = useSelfTest((selfTest) => selfTest);
  const fused = useProgram(({ program }) => describeProgram(program) !== 'reference');
  const wanted = useSettings(({ checkKernels }) => checkKernels);
  const behind = useEngine(({ compiling, device }) => compiling && device.at === 'open' && device.adapter.isFallback);
  return (
    <output className={styles.status}>
      {fused && behind && 'Fused kernels are still being compiled: until they are, answers run the reference. '}
      {statusText(state, { fused, wanted })}
    </output>
  );
}
