import { drawMarks } from '../../charts/canvas/draw_marks.ts';
import { heatMapMarks } from '../../charts/heat_map.ts';
import type { Box, TextLook } from '../../charts/marks.ts';
import { factMarks, tableMarks } from '../../charts/table.ts';
import { errorInWords, verdictText } from '../copy/diagnosis.ts';
import { multiple } from '../diagnosis/noise_floors.ts';
import { lockstepMap, replayMap, type StageMap } from '../diagnosis/stage_map.ts';
import { drift, worstStages } from '../diagnosis/worst_stages.ts';
import type { DiagnosisFinding, RecordedDiagnosis } from '../format/finding.ts';
import type { Sheet } from './sheet.ts';
import { t } from '../../strings/finding/t.ts';

/** What the verdict says and the map of the replay; in a tall picture the map of the lockstep too. */
export function drawDiagnosis(sheet: Sheet, { diagnosis }: DiagnosisFinding, box: Box): void {
  if (sheet.shape === 'landscape') {
    const after = drawStory(sheet, diagnosis, ['what', 'like'], box, 4, { size: 18, ink: 'text' });
    const map = replayMap(diagnosis);
    // There is no room for embed and logits where they are right.
    const shown = { ...map, outside: map.outside.filter(({ cell }) => cell.bad) };
    return drawMap(sheet, t('replayCaption'), shown, { ...box, y: after + 4, height: box.y + box.height - after - 4 });
  }
  const after = drawStory(sheet, diagnosis, ['what', 'like', 'after'], box, 5, { size: 21, ink: 'text' });
  const half = (box.y + box.height - after) / 2;
  drawMap(sheet, t('replayCaption'), replayMap(diagnosis), { ...box, y: after + 4, height: half - 12 });
  drawMap(sheet, t('lockstepCaption'), lockstepMap(diagnosis), { ...box, y: after + half + 4, height: half - 12 });
}

/**
 * The worst stages and what comes of them.
 *
 * @returns the last baseline
 */
export function drawWorst({ pen }: Sheet, { diagnosis }: DiagnosisFinding, box: Box): number {
  const rows = Math.max(2, Math.min(6, Math.floor((box.height - 83) / 29)));
  const columns = [
    { title: t('worstStages'), width: 0 },
    { title: t('error'), width: 94 },
    { title: t('floors'), width: 62 },
  ];
  const worst = worstStages(diagnosis, rows).map(({ name, error, timesFloor, bad }) => ({
    cells: [name, errorInWords(error), multiple(timesFloor)],
    bad,
  }));
  const table = tableMarks(columns, worst, box, pen.measure);
  const { drifted, stages } = drift(diagnosis);
  const { logits } = diagnosis;
  const facts: [string, string][] = [
    [t('drifted'), t('driftedOf', { drifted, stages })],
    [t('sameNext'), `${Math.round(100 * logits.sameTop)}%`],
    [t('klOfLogits'), errorInWords(logits.max)],
  ];
  const below = factMarks(facts, { ...box, y: table.last + 37 });
  drawMarks(pen, [...table.marks, ...below.marks]);
  return below.last;
}

/**
 * What the verdict says about `abouts`, as much of it as fits into `rows` lines.
 *
 * @returns the baseline below
 */
function drawStory(
  { pen }: Sheet,
  { verdict }: RecordedDiagnosis,
  abouts: readonly RecordedDiagnosis['verdict']['sentences'][number]['about'][],
  { x, y, width }: Box,
  rows: number,
  look: TextLook,
): number {
  return pen.lines(pen.sentences(verdictText(verdict, abouts), width, rows, look), x, y, width, rows, look);
}

/** Nothing for a map without rows, as of sampling alone. */
function drawMap({ pen }: Sheet, caption: string, map: StageMap, { x, y, width, height }: Box): void {
  if (map.rows.length === 0) return;
  pen.line(caption, x, y + 12, width, { size: 14, ink: 'muted' });
  drawMarks(pen, heatMapMarks(map, { x, y: y + 28, width, height: height - 28 }, pen.measure));
}
