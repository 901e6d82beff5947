import { useRef } from 'react';
import { t } from '../../../strings/own_kernel/t.ts';
import { useOwnKernel } from '../../../store/hooks_on_demand.ts';
import panel from '../panel.module.css';
import { Form } from './form.tsx';
import styles from './own_kernel.module.css';
import { Result } from './result.tsx';

/** The Kernel tab: a kernel that a person brings, and what came of trying it. */
export function OwnKernel() {
  const { report, failure, text } = useOwnKernel((state) => state);
  const editor = useRef<HTMLTextAreaElement>(null);
  return (
    <div className={panel.panel}>
      <div className={styles.what}>
        <h2>{t('title')}</h2>
        <p>{t('what')}</p>
        <p>{t('safe')}</p>
      </div>
      <Form editor={editor} />
      {failure && (
        <p role="alert" className={panel.failure}>
          {failure.message}
        </p>
      )}
      {report && (
        <Result report={report} isOfText={report.text === text} onLine={(line) => selectLine(editor.current!, line)} />
      )}
    </div>
  );
}

/** Selects a line of the text, from 1 on, and brings it into view. */
function selectLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, line - 4);
}
