import { useUnavailable } from '../../../store/hooks.ts';
import type { StepFigures } from '../../../store/lab/step_figures.ts';
import type { Unavailable } from '../../../worker/api.ts';
import styles from './compare.module.css';
import { clockStep, tokens } from './table_text.ts';
import { stepNames } from '../../../vocabulary/program.ts';
import { t } from '../../../strings/compare/t.ts';

/** In ns: above the differences between kernels, below the step that browsers round timestamps to. */
const coarseNs = 10_000;

/** What a reader has to know to read the table correctly. */
export function Notes({ figures }: { figures: StepFigures }) {
  const unavailable = useUnavailable();
  return (
    <ul className={styles.notes} aria-label={t('notes')}>
      {notes(figures, unavailable).map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function notes(figures: StepFigures, unavailable: Unavailable): string[] {
  const { fused, reference } = figures.columns;
  const all = [fused, reference, figures.columns.mixed].filter((column) => column !== undefined);
  const lines = [t('notePasses')];
  if (figures.clockNs >= coarseNs) {
    lines.unshift(t('noteCoarse', { step: clockStep(figures.clockNs), tokens: tokens(figures) }));
  }
  if (all.some(({ fusions }) => fusions.ropeAttention)) {
    lines.push(t('noteRope'));
  }
  if (all.some(({ fusions }) => fusions.attentionOut)) {
    lines.push(t('noteMerging'));
  }
  if (all.some(({ cpuSampled }) => cpuSampled.tokens > 0)) {
    lines.push(t('noteCpu'));
  }
  for (const step of stepNames) {
    const reason = unavailable[step];
    if (reason !== undefined) lines.push(t('noteReference', { step, reason }));
  }
  return lines;
}
