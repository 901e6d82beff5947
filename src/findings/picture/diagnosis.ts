import type { DiagnosisFinding, RecordedDiagnosis } from '../format/finding.ts';
import { lockstepMap, multiple, replayMap, type StageMap } from '../diagnosis/stage_map.ts';
import { drift, errorInWords, worstStages } from '../copy/finding.ts';
import { drawMap } from '../../charts/heat_map.ts';
import type { Look } from '../../charts/canvas/pen.ts';
import type { Box, Sheet } from './sheet.ts';
import { drawFacts, drawTable } from '../../charts/table.ts';

const replay = 'Replay: errors on the reference’s own inputs, in multiples of what rounding explains; wrong is framed.';
const lockstep = 'Lockstep: what comes of it, each program on a cache of its own.';

/** What the verdict says and the map of the replay; in a tall picture that of lockstep too. */
export function drawDiagnosis(sheet: Sheet, { diagnosis }: DiagnosisFinding, box: Box): void {
  const { colours, shape } = sheet;
  if (shape === 'landscape') {
    const look = { size: 18, colour: colours.text };
    const after = drawStory(sheet, diagnosis, ['what', 'like'], box, 4, look);
    // There is no room to say that embed and logits are right.
    const map = replayMap(diagnosis);
    const told = { ...map, outside: map.outside.filter(({ cell }) => cell.bad) };
    return chart(sheet, replay, told, { ...box, y: after + 4, height: box.y + box.height - after - 4 });
  }
  const look = { size: 21, colour: colours.text };
  const after = drawStory(sheet, diagnosis, ['what', 'like', 'after'], box, 5, look);
  const half = (box.y + box.height - after) / 2;
  chart(sheet, replay, replayMap(diagnosis), { ...box, y: after + 4, height: half - 12 });
  chart(sheet, lockstep, lockstepMap(diagnosis), { ...box, y: after + half + 4, height: half - 12 });
}

/** The worst stages and what comes of them; answers the last baseline. */
export function drawWorst(sheet: Sheet, { diagnosis }: DiagnosisFinding, box: Box): number {
  const rows = Math.max(2, Math.min(6, Math.floor((box.height - 83) / 29)));
  const columns = [
    { title: 'worst stages', width: 0 },
    { title: 'error', width: 94 },
    { title: 'floors', width: 62 },
  ];
  const worst = worstStages(diagnosis, rows).map(({ name, error, floors, bad }) => ({
    cells: [name, errorInWords(error), multiple(floors)],
    bad,
  }));
  const at = drawTable(sheet, columns, worst, box);
  const { off, stages } = drift(diagnosis);
  const { logits } = diagnosis;
  const facts: [string, string][] = [
    ['stages adrift', `${off} of ${stages}`],
    ['same next token', `${Math.round(100 * logits.sameTop)} %`],
    ['KL of the logits', errorInWords(logits.max)],
  ];
  return drawFacts(sheet, facts, { ...box, y: at + 37 });
}

/** What the verdict says about `abouts`, as much of it as fits into `rows` lines; answers the baseline below. */
function drawStory(
  { pen }: Sheet,
  { verdict }: RecordedDiagnosis,
  abouts: readonly string[],
  { x, y, width }: Box,
  rows: number,
  look: Look,
): number {
  const said = verdict.sentences.filter(({ about }) => abouts.includes(about)).map(({ text }) => text);
  return pen.lines(pen.sentences(said.join(' '), width, rows, look), x, y, width, rows, look);
}

/** Nothing where there is none, as of drawing alone. */
function chart({ pen, colours }: Sheet, caption: string, map: StageMap, box: Box): void {
  if (map.rows.length === 0) return;
  const { x, y, width, height } = box;
  pen.line(caption, x, y + 12, width, { size: 14, colour: colours.muted });
  drawMap(pen, map, { x, y: y + 28, width, height: height - 28 }, colours);
}
