import { multiple, warmth, type Cell, type StageMap } from '../findings/diagnosis/stage_map.ts';
import { mix, type Palette } from './palette.ts';
import type { Pen } from './canvas/pen.ts';
import type { Box } from '../findings/picture/sheet.ts';

const gap = 3;
const labels = 44;
/** Cells lower than this, in pixels, have no room for a frame: those that are wrong are filled. */
const dense = 11;

/** The page's map of stages: layers down, stages across, as warm as wrong, what is wrong framed. */
export function drawMap(pen: Pen, { columns, rows, outside }: StageMap, box: Box, colours: Palette): void {
  const { context } = pen;
  const [x, width] = [box.x + labels, (box.width - labels) / Math.max(1, columns.length)];
  const top = box.y + 46;
  const bottom = box.y + box.height - (outside.length > 0 ? 34 : 0);
  const height = Math.min(40, (bottom - top) / rows.length);
  const between = height < dense + gap ? 1 : gap;

  const cellAt = (cell: Cell, left: number, y: number, w: number, h: number) => {
    if (h < dense) {
      context.fillStyle = cell.bad ? colours.fused : mix(colours.fused, colours.line, warmth(cell.floors));
      return context.fillRect(left, y, w, h);
    }
    context.beginPath();
    context.roundRect(left, y, w, h, 4);
    context.fillStyle = mix(colours.fused, colours.surface, warmth(cell.floors));
    context.fill();
    context.strokeStyle = cell.bad ? colours.fusedText : colours.line;
    context.lineWidth = cell.bad ? 2.5 : 1;
    context.stroke();
    if (h < 15) return;
    const look = { size: Math.min(16, h - 5), colour: colours.text, weight: cell.bad ? 700 : 400 };
    pen.line(multiple(cell.floors), left + w / 2, y + h / 2 + look.size * 0.36, w, { ...look, align: 'center' });
  };

  const steps = [...new Set(columns.map(({ step }) => step))];
  for (const step of steps) {
    const first = columns.findIndex((one) => one.step === step);
    const count = columns.filter((one) => one.step === step).length;
    const [left, wide] = [x + first * width, count * width - gap];
    const look = { size: 15, colour: colours.text, family: 'mono' as const, align: 'center' as const };
    pen.line(step, left + wide / 2, box.y + 14, wide, { ...look, size: pen.size(step, wide, look) });
    context.fillStyle = colours.line;
    context.fillRect(left, box.y + 20, wide, 1.5);
    for (let i = first; i < first + count; i++) {
      const stage = columns[i]!.stage;
      // The step's own name says where the others are; these two are too long for a column.
      const short = stage.replace('attn_residual', '+ x').replace('mlp_residual', '+ x');
      pen.line(short, x + (i + 0.5) * width - gap / 2, box.y + 38, width - gap, {
        ...look,
        size: 13,
        colour: colours.muted,
      });
    }
  }
  // With many layers a label a few rows apart: they would run into each other.
  const every = Math.ceil(16 / height);
  rows.forEach(({ layer, cells }, row) => {
    const y = top + row * height;
    if (row % every === 0) {
      const size = Math.min(14, Math.max(11, height - 4));
      const look = { size, colour: colours.muted, family: 'mono' as const, align: 'right' as const };
      pen.line(String(layer), x - 9, y + (height - between) / 2 + size * 0.36, labels, look);
    }
    cells.forEach((cell, i) => cell && cellAt(cell, x + i * width, y, width - gap, height - between));
  });
  let left = x;
  for (const { stage, cell } of outside) {
    const y = top + rows.length * height + 8;
    pen.line(stage, left, y + 17, 100, { size: 13, colour: colours.muted, family: 'mono' });
    const start = left + pen.width(stage) + 8;
    cellAt(cell, start, y, Math.max(54, width - gap), 25);
    left = start + Math.max(54, width - gap) + 24;
  }
}
