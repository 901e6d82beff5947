import { adapterName } from '../../../findings/copy/adapter.ts';
import { benchTables } from '../../../findings/copy/bench_report.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import { CopyButton } from '../../controls/copy_button.tsx';
import { showDialog, showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { ShareButton } from '../../findings/share/share_button.tsx';
import panel from '../panel.module.css';
import { t as sharing } from '../../../strings/sharing/t.ts';
import styles from './bench.module.css';
import { Tables } from './tables.tsx';
import { t } from '../../../strings/bench/t.ts';
import { weightsInWords } from '../../../findings/copy/run.ts';

/** A finished measurement. Copied, it is the tool's text with model, adapter and browser. */
export function Report({ bench }: { bench: RecordedBench }) {
  const { report } = bench;
  const { model, adapter } = report;
  const subject = t('subject', {
    model: model.name,
    weights: weightsInWords(model.weights.choice),
    adapter: adapterName(adapter),
  });
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
      <Tables report={report} />
    </section>
  );
}
