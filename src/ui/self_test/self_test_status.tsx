import { useEngine, useSelfTest, useProgram, useSettings } from '../../store/hooks.ts';
import styles from './self_test.module.css';
import { describeProgram } from '../../vocabulary/program.ts';
import { statusText } from './self_test_text.ts';
import { t } from '../../strings/kernels/t.ts';

/** The state of the self-test. */
export function SelfTestStatus() {
  const state = useSelfTest((selfTest) => selfTest);
  const fused = useProgram(({ program }) => describeProgram(program) !== 'reference');
  const wanted = useSettings(({ checkKernels }) => checkKernels);
  const behind = useEngine(({ compiling, device }) => compiling && device.at === 'open' && device.adapter.isFallback);
  return (
    <output className={styles.status}>
      {fused && behind && t('compiling')} {statusText(state, { fused, wanted })}
    </output>
  );
}
