import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StepFigures } from '../../../store/lab/step_figures.ts';
import { engine, notice } from '../../../store/stores.ts';
import { adapterName } from '../../../findings/copy/adapter.ts';
import { Button } from '../../controls/button.tsx';
import type { Table } from './rows.ts';
import styles from './step_table.module.css';
import { asMarkdown, asTsv } from './table_text.ts';
import { t } from '../../../strings/compare/t.ts';
import { t as page } from '../../../strings/page/t.ts';

/** The model and the adapter that it ran on. */
function subject(): string {
  const { model, device } = engine.getState();
  if (!model || device.at !== 'open') return '';
  return t('on', { model: model.name, adapter: adapterName(device.adapter) });
}

export function Copy({ table, figures }: { table: Table; figures: StepFigures }) {
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const texts: Record<string, () => string> = {
    Markdown: () => asMarkdown(table, figures, subject()),
    TSV: () => asTsv(table, figures),
  };
  const copy = async (format: string) => {
    try {
      await navigator.clipboard.writeText(texts[format]!());
      setCopied(format);
    } catch {
      notice.getState().show(page('clipboardRefused'));
    }
  };
  return (
    <span className={styles.copy} role="group" aria-label={t('copy')}>
      {Object.keys(texts).map((format) => (
        <Button
          key={format}
          look="quiet"
          icon={copied === format ? Check : CopyIcon}
          aria-label={t(copied === format ? 'copiedAs' : 'copyAs', { format })}
          onClick={() => void copy(format)}
        >
          {format}
        </Button>
      ))}
    </span>
  );
}
