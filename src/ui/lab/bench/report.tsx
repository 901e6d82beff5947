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
import { t } from '../../../strings/sharing/t.ts';
import styles from './bench.module.css';

/** The measurement as tables. Copied, it is the tool's text with model, adapter and browser. */
export function Report({ bench }: { bench: RecordedBench }) {
  const { report } = bench;
  const { decode, prefill, steps, model, adapter } = report;
  const subject = `${model.name}, weights ${model.weights.choice}, on ${adapterName(adapter)}`;
  const programs = [...new Set(steps.map(({ program }) => program))];
  const names = [...new Set(steps.map(({ step }) => step))];
  const us = (program: string, step: string) => steps.find((row) => row.program === program && row.step === step)?.us;
  return (
    <section className={styles.report} aria-label="Measured">
      <h2>
        {subject}
        <CopyButton
          label="Copy the numbers"
          text={() => `${subject}\n${navigator.userAgent}\n${benchTables(report)}\n`}
        />
      </h2>
      <div className={panel.buttons}>
        <ShareButton subject={{ kind: 'bench', bench }} />
        <Button look="quiet" onClick={() => showLab('findings')}>
          Findings
        </Button>
        <Button look="quiet" onClick={() => showDialog('board')}>
          {t('board')}
        </Button>
      </div>
      <Wide label="Tables of the benchmark">
        <table aria-label="Decoding">
          <thead>
            <tr>
              {['decoding', 'context', 'median', 'p10', 'of copy bandwidth'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {decode.map((row) => (
              <tr key={`${row.program} ${row.context}`}>
                <th scope="row">{row.program}</th>
                <td>{row.context}</td>
                <td>{tokenRate(row.tokensPerSecond)}</td>
                <td>{tokenRate(row.p10)}</td>
                <td>{percent(row.bandwidthShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table aria-label="Reading a prompt">
          <thead>
            <tr>
              {['reading', 'prompt', 'ms', ''].map((name) => (
                <th key={name} scope="col">
                  {name || <span className="visually-hidden">rate</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {prefill.map((row) => (
              <tr key={`${row.program} ${row.tokens}`}>
                <th scope="row">{row.program}</th>
                <td>{row.tokens}</td>
                <td>{row.ms.toFixed(1)}</td>
                <td>{tokenRate(row.tokensPerSecond)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table aria-label="Steps alone">
          <thead>
            <tr>
              <th scope="col">step, µs a layer</th>
              {programs.map((program) => (
                <th key={program} scope="col">
                  {program}
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
