import { percent, tokenRate } from '../../../format.ts';
import type { BenchReport } from '../../../worker/api.ts';
import { Wide } from '../../controls/wide.tsx';
import styles from './bench.module.css';
import { t } from '../../../strings/bench/t.ts';
import { t as kernels } from '../../../strings/kernels/t.ts';

/** The rows of a measurement, which come one by one while it runs. */
export function Tables({ report: { decode, prefill, steps } }: { report: BenchReport }) {
  const programs = [...new Set(steps.map(({ program }) => program))];
  const names = [...new Set(steps.map(({ step }) => step))];
  const us = (program: string, step: string) => steps.find((row) => row.program === program && row.step === step)?.us;
  return (
    <Wide label={t('tables')}>
      <div className={styles.tables}>
        {decode.length > 0 && (
          <table aria-label={t('decode')}>
            <Heads names={['decode', 'context', 'median', 'p10', 'ofCopy']} />
            <tbody>
              {decode.map((row) => (
                <tr key={`${row.program} ${row.context}`}>
                  <th scope="row">{kernels(row.program)}</th>
                  <td>{row.context}</td>
                  <td>{tokenRate(row.tokensPerSecond)}</td>
                  <td>{tokenRate(row.p10)}</td>
                  <td>{percent(row.bandwidthShare)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {prefill.length > 0 && (
          <table aria-label={t('prefill')}>
            <Heads names={['prefill', 'prompt', 'ms', 'rate']} />
            <tbody>
              {prefill.map((row) => (
                <tr key={`${row.program} ${row.tokens}`}>
                  <th scope="row">{kernels(row.program)}</th>
                  <td>{row.tokens}</td>
                  <td>{row.ms.toFixed(1)}</td>
                  <td>{tokenRate(row.tokensPerSecond)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {steps.length > 0 && (
          <table aria-label={t('stepsAlone')}>
            <thead>
              <tr>
                <th scope="col">{t('stepPerLayer')}</th>
                {programs.map((program) => (
                  <th key={program} scope="col">
                    {kernels(program)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {names.map((step) => (
                <tr key={step}>
                  <th scope="row">{step}</th>
                  {programs.map((program) => (
                    <td key={program}>{us(program, step)?.toFixed(1) ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Wide>
  );
}

function Heads({ names }: { names: readonly Parameters<typeof t>[0][] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {t(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
