/** A board as it is read from a file: what is known of some machines, a row each. */
import * as v from 'valibot';
import { refuse } from '../../result.ts';
import { weightChoiceSchema } from '../../vocabulary/weight_choice.ts';
import { issueText } from '../copy/schema_issue.ts';
import { fault, hash, text, whole } from './fields.ts';
import { exactJson, real } from './real.ts';

const date = v.pipe(v.string(), v.isoTimestamp());

/** Of a model on a machine. */
export const boardRow = v.strictObject({
  /** As the browser names it; empty where it does not. */
  adapter: text(420),
  /** Whether the adapter is a CPU. */
  isFallback: v.boolean(),
  browser: text(80),
  model: v.strictObject({ name: text(200), hash }),
  weights: weightChoiceSchema,
  /** The fault that was made on purpose, if one was. */
  fault,
  /** The shortest context of the newest benchmark. A program that it did not run has null. */
  bench: v.nullable(
    v.strictObject({
      date,
      context: whole(1_000_000),
      fused: v.nullable(real),
      reference: v.nullable(real),
      /** The share of copy bandwidth that fused kernels reach. */
      bandwidthShare: v.nullable(real),
    }),
  ),
  /** The newest diagnosis. */
  diagnosis: v.nullable(
    v.strictObject({
      date,
      status: v.picklist(['pass', 'bad', 'untrusted']),
      /** The stage with the largest error in noise floors; null where none was compared. */
      worst: v.nullable(v.strictObject({ stage: text(80), timesFloor: real })),
      /** The share of positions at which both programs choose the same token. */
      sameTop: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    }),
  ),
});
export type BoardRow = v.InferOutput<typeof boardRow>;

/** More than fit on a screen. */
export const maxRows = 200;

const boardVersion = 1;
const board = v.strictObject({
  version: v.literal(boardVersion),
  rows: v.pipe(v.array(boardRow), v.maxLength(maxRows)),
});

export const writeBoard = (rows: readonly BoardRow[]): string => exactJson({ version: boardVersion, rows });

/**
 * Reads what {@link writeBoard} wrote. `where` begins the sentence that says what is wrong: `This picture`.
 *
 * @throws Refusal (`bad-request`) for text that is no board, or one of another version.
 */
export function readBoard(json: string, where: string): BoardRow[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    refuse('bad-request', `${where} holds a board that is not JSON: ask for the original file.`);
  }
  const read = v.safeParse(board, value, { abortEarly: true });
  if (read.success) return read.output.rows;
  refuse(
    'bad-request',
    `${where} holds a board that is damaged or of a newer version (${issueText(read.issues[0])}): ask for the original file.`,
  );
}
