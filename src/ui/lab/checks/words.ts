import { listed, short } from '../../../format.ts';
import type { BatchInvarianceReport, BatchedRow, KnownReport } from '../../../worker/api.ts';

/** The verdict on known answers, in a sentence. */
export function knownInWords({ bad, positions, stages, generated }: KnownReport): string {
  const wrong = [
    ...stages.filter((stage) => stage.bad).map(({ name }) => name),
    ...(stages.some((stage) => stage.bad) || !positions.some((position) => position.bad) ? [] : ['a position']),
    ...(generated?.bad ? ['the continuation'] : []),
  ];
  if (bad)
    return `Not the known answers: ${listed(wrong.length > 4 ? [...wrong.slice(0, 3), `${wrong.length - 3} more`] : wrong)} ${wrong.length === 1 ? 'differs' : 'differ'}.`;
  const errors = stages.map(({ error }) => error);
  return errors.length > 0
    ? `The known answers, within ${short(Math.max(...errors))}.`
    : 'The known answers, within what was published.';
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
  const sentences = [
    reference.some(differs)
      ? `Reference kernels: a row depends on its batch, by up to ${worst(reference)}.`
      : 'Reference kernels: a row has the same bits, alone and among others.',
  ];
  const [one, many] = [rowsOf('fused', true), rowsOf('fused', false)];
  if (many.length === 0) return sentences;
  sentences.push(
    many.some(differs)
      ? `Fused kernels for many rows: a row depends on its batch, by up to ${worst(many)}.`
      : `Fused kernels for many rows: the same bits among ${among[1]} to ${among.at(-1)}.`,
  );
  sentences.push(
    one.some(differs)
      ? `Fused kernels for one row are others: up to ${worst(one)} apart.`
      : 'Fused kernels for one row: the same bits, too.',
  );
  return sentences;
}
