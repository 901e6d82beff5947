import { useUnavailable } from '../../../store/hooks.ts';
import type { StepFigures } from '../../../store/lab/step_figures.ts';
import type { Unavailable } from '../../../worker/api.ts';
import styles from './compare.module.css';
import { clockStep, tokens } from './table_text.ts';
import { stepNames } from '../../../vocabulary/program.ts';

/** In ns: above the differences between kernels, below the step that browsers round timestamps to. */
const coarseNs = 10_000;

/** What a reader has to know to read the table correctly. */
export function Notes({ figures }: { figures: StepFigures }) {
  const unavailable = useUnavailable();
  return (
    <ul className={styles.notes} aria-label="Notes">
      {notes(figures, unavailable).map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function notes(figures: StepFigures, unavailable: Unavailable): string[] {
  const { fused, reference } = figures.columns;
  const all = [fused, reference, figures.columns.mixed].filter((column) => column !== undefined);
  const lines = ['Each step is a pass of its own here; a token in one pass has no gaps between them.'];
  if (figures.clockNs >= coarseNs) {
    lines.unshift(
      `Timestamps of this browser come in steps of ${clockStep(figures.clockNs)}: only averages mean something, here over all layers and ${tokens(figures)}.`,
    );
  }
  if (all.some(({ fusions }) => fusions.ropeAttention)) {
    lines.push('Fused, rope is done by attention’s kernel: its speed-up is that of the two together.');
  }
  if (all.some(({ fusions }) => fusions.attentionOut)) {
    lines.push('Fused, attn_out also merges what attention left in parts.');
  }
  if (all.some(({ cpuSampled }) => cpuSampled.tokens > 0)) {
    lines.push('A token that the CPU draws is timed there, without the way of the logits to it.');
  }
  for (const step of stepNames) {
    const reason = unavailable[step];
    if (reason !== undefined) lines.push(`${step} always runs its reference here: ${reason}.`);
  }
  return lines;
}
