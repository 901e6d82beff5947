import { short } from '../../../format.ts';
import { listed } from '../../../strings/localized.ts';
import type { BatchInvarianceReport, BatchedRow, KnownReport } from '../../../worker/api.ts';
import { t } from '../../../strings/checks/t.ts';

/** The verdict on known answers, in a sentence. */
export function knownInWords({ bad, positions, stages, generated }: KnownReport): string {
  const wrong = [
    ...stages.filter((stage) => stage.bad).map(({ name }) => name),
    ...(stages.some((stage) => stage.bad) || !positions.some((position) => position.bad) ? [] : [t('aPosition')]),
    ...(generated?.bad ? [t('continuation')] : []),
  ];
  if (bad) {
    const named = wrong.length > 4 ? [...wrong.slice(0, 3), t('more', { count: wrong.length - 3 })] : wrong;
    return t('differs', { names: listed(named) });
  }
  const errors = stages.map(({ error }) => error);
  return errors.length > 0 ? t('matches', { error: short(Math.max(...errors)) }) : t('matchesPublished');
}

const differs = ({ values }: BatchedRow) => values > 0;

/** Whether any bit of a row depends on its batch. */
export function dependsOnBatch({ stages }: BatchInvarianceReport): boolean {
  return stages.some(({ rows }) => rows.some(differs));
}

/** What a comparison of batches found, in sentences: the reference, kernels for many rows, and those for one. */
export function batchesInWords({ stages, among }: BatchInvarianceReport): string[] {
  const rowsOf = (set: 'reference' | 'fused', alone: boolean) =>
    stages
      .filter((stage) => stage.set === set)
      .flatMap(({ rows }) => rows.filter((row) => (row.among === 1) === alone));
  const worst = (rows: readonly BatchedRow[]) => short(Math.max(...rows.map(({ error }) => error)));
  const reference = [...rowsOf('reference', true), ...rowsOf('reference', false)];
  const sentences = [reference.some(differs) ? t('referenceDepends', { error: worst(reference) }) : t('referenceSame')];
  const [one, many] = [rowsOf('fused', true), rowsOf('fused', false)];
  if (many.length === 0) return sentences;
  sentences.push(
    many.some(differs)
      ? t('manyDepend', { error: worst(many) })
      : t('manySame', { from: among[1]!, to: among.at(-1)! }),
  );
  sentences.push(one.some(differs) ? t('oneDepends', { error: worst(one) }) : t('oneSame'));
  return sentences;
}
