import { adapterName } from '../../../findings/copy/adapter.ts';
import { benchTables } from '../../../findings/copy/bench_report.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { CopyButton } from '../../controls/copy_button.tsx';
import { percent, tokenRate } from '../../../format.ts';
import { showDialog, showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { ShareButton } from '../../findings/share/share_button.tsx';
import panel from '../panel.module.css';
import { Wide } from '../../controls/wide.tsx';
import { t as sharing } from '../../../strings/sharing/t.ts';
import styles from './bench.module.css';
import { t } from '../../../strings/bench/t.ts';
import { t as kernels } from '../../../strings/kernels/t.ts';
import { weightsInWords } from '../../../findings/copy/run.ts';

/** The measurement as tables. Copied, it is the tool's text with model, adapter and browser. */
export function Report({ bench }: { bench: RecordedBench }) {
  const { report } = bench;
  const { decode, prefill, steps, model, adapter } = report;
  const subject = t('subject', {
    model: model.name,
    weights: weightsInWords(model.weights.choice),
    adapter: adapterName(adapter),
  });
  const programs = [...new Set(steps.map(({ program }) => program))];
  const names = [...new Set(steps.map(({ step }) => step))];
  const us = (program: string, step: string) => steps.find((row) => row.program === program && row.step === step)?.us;
  return (
    <section className={styles.report} aria-label={t('results')}>
      <h2>
        {subject}
        <CopyButton label={t('copy')} text={() => `${subject}\n${navigator.userAgent}\n${benchTables(report)}\n`} />
      </h2>
      <div className={panel.buttons}>
        <ShareButton subject={{ kind: 'bench', bench }} />
        <Button look="quiet" onClick={() => showLab('findings')}>
          {t('findings')}
        </Button>
        <Button look="quiet" onClick={() => showDialog('board')}>
          {sharing('board')}
        </Button>
      </div>
      <Wide label={t('tables')}>
        <table aria-label={t('decode')}>
          <thead>
            <tr>
              {(['decode', 'context', 'median', 'p10', 'ofCopy'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
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
        <table aria-label={t('prefill')}>
          <thead>
            <tr>
              {(['prefill', 'prompt', 'ms', 'rate'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
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
      </Wide>
    </section>
  );
}
