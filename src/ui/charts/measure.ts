import { Pen } from '../../charts/canvas/pen.ts';
import type { Measure } from '../../charts/marks.ts';
import { palettes } from '../../charts/palette.ts';

let pen: Pen | null = null;

/** How wide a text is on a chart of the page, in CSS pixels. */
export const measure: Measure = (text, look) => {
  pen ??= new Pen(document.createElement('canvas').getContext('2d')!, palettes.light);
  return pen.measure(text, look);
};
