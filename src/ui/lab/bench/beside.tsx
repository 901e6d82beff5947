import { useBenching } from '../../../store/hooks_on_demand.ts';
import { bytes, tokenRate } from '../../../format.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './bench.module.css';
import { t } from '../../../strings/peers/t.ts';

/** What the engines in this page besides its own were measured at, in the same benchmark. */
export function Beside() {
  const beside = useBenching((state) => state.beside);
  if (beside.length === 0) return null;
  return (
    <section className={`${styles.report} ${styles.tables}`} aria-label={t('besideBench')}>
      <h2>{t('besideBench')}</h2>
      <Wide label={t('besideBench')}>
        {beside.map(({ label, about, memory, measured: { decode, prefill } }) => (
          <table key={label} aria-label={label}>
            <caption>{about}</caption>
            <tbody>
              {[
                ...decode.map(({ context, tokensPerSecond, p10 }) => [
                  t('decodingAt', { context }),
                  t('rateWithP10', { rate: tokenRate(tokensPerSecond), p10: tokenRate(p10) }),
                ]),
                ...prefill.map(({ tokens, ms }) => [t('promptOf', { tokens }), `${ms.toFixed(1)} ms`]),
                ...(memory === null ? [] : [[t('weightsMemory'), bytes(memory)]]),
              ].map(([what, figure]) => (
                <tr key={what}>
                  <th scope="row">{what}</th>
                  <td>{figure}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </Wide>
    </section>
  );
}
