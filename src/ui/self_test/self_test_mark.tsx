import { Shield, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useSelfTest } from '../../store/hooks.ts';
import styles from './self_test.module.css';
import { markText } from './self_test_text.ts';

/** Whether the fused kernels passed the self-test here. Its place is kept while that is unknown. */
export function SelfTestMark() {
  const state = useSelfTest((selfTest) => selfTest);
  const text = markText(state);
  if (text === null) return <span className={styles.mark} />;
  const bad = state.suspects.length > 0 || state.check?.reference.status === 'wrong';
  const Icon = bad ? ShieldAlert : state.at === 'checking' ? Shield : ShieldCheck;
  return (
    <span className={styles.mark} data-at={bad ? 'bad' : state.at} title={text}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">, {text}</span>
    </span>
  );
}
