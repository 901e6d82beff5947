import { useAnswering, useConversation } from '../../../store/hooks.ts';
import { decodeRate, lastFigures } from '../../chat/figures.ts';
import { tokenRate } from '../../../format.ts';
import styles from './top_bar.module.css';
import { t } from '../../../strings/top_bar/t.ts';

/** Tokens per second of the answer that is streaming, or else of the last one on show. */
export function Rate() {
  const streaming = useAnswering((state) => state.streaming);
  const last = useConversation(({ tree }) => lastFigures(tree));
  const rate = streaming ? streaming.tokensPerSecond : last && decodeRate(last);
  return (
    <span className={styles.rate} title={t('rate')}>
      {rate === null ? '– tok/s' : tokenRate(rate)}
    </span>
  );
}
