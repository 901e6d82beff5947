import type { TextLook } from '../marks.ts';
import { colourOf, type Ink, type Palette } from '../palette.ts';

export type Canvas2d = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

const families = {
  sans: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  mono: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
};

/** Writes text on a canvas. Whatever a text holds, it stays on its line and within its width. */
export class Pen {
  /** Thousands of marks have a few inks. */
  readonly #colours = new Map<Ink, string>();

  constructor(
    readonly context: Canvas2d,
    readonly palette: Palette,
  ) {}

  colour(ink: Ink): string {
    const known = this.#colours.get(ink);
    if (known !== undefined) return known;
    const colour = colourOf(ink, this.palette);
    this.#colours.set(ink, colour);
    return colour;
  }

  /** One line with its baseline at `y`. A text wider than `maxWidth` pixels is cut off, with an ellipsis. */
  line(text: string, x: number, y: number, maxWidth: number, look: TextLook): void {
    this.#take(look);
    this.context.fillText(this.#fitted(plain(text), maxWidth), x, y);
  }

  /** As many whole sentences of `text` as fit into `rows` lines; the first in any case. */
  sentences(text: string, width: number, rows: number, look: TextLook): string {
    this.#take(look);
    let fits = '';
    for (const sentence of plain(text).split(/(?<=[.:;] |[。：；])/)) {
      if (fits !== '' && this.#rows(fits + sentence, width) > rows) break;
      fits += sentence;
    }
    return fits
      .trimEnd()
      .replace(/[:;]$/, '.')
      .replace(/[：；]$/, '。');
  }

  #rows(text: string, width: number): number {
    let [rows, line] = [1, ''];
    for (const word of breakable(text)) {
      if (line !== '' && this.#width((line + word).trimEnd()) > width) [rows, line] = [rows + 1, word];
      else line += word;
    }
    return rows;
  }

  /**
   * At most `rows` lines of at most `width` pixels; the last one is cut off.
   *
   * @returns the baseline after them
   */
  lines(text: string, x: number, y: number, width: number, rows: number, look: TextLook): number {
    this.#take(look);
    const leading = Math.round(look.size * 1.42);
    const words = breakable(plain(text));
    for (let row = 0; row < rows && words.length > 0; row++) {
      let line = words.shift()!;
      if (row === rows - 1) line += words.splice(0).join('');
      else while (words.length > 0 && this.#width((line + words[0]).trimEnd()) <= width) line += words.shift();
      this.context.fillText(this.#fitted(line.trimEnd(), width), x, y + row * leading);
      if (words.length === 0) return y + (row + 1) * leading;
    }
    return y + rows * leading;
  }

  /** How wide `text` is, in pixels. */
  readonly measure = (text: string, look: TextLook): number => {
    this.#take(look);
    return this.#width(text);
  };

  /** In the look that was taken last. */
  #width(text: string): number {
    return this.context.measureText(text).width;
  }

  #take({ size, ink, weight = 400, family = 'sans', align = 'left' }: TextLook): void {
    this.context.font = `${weight} ${size}px ${families[family]}`;
    this.context.fillStyle = this.colour(ink);
    this.context.textAlign = align;
  }

  #fitted(text: string, maxWidth: number): string {
    if (this.#width(text) <= maxWidth) return text;
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.#width(`${text.slice(0, middle).trimEnd()}…`) <= maxWidth) fits = middle;
      else tooLong = middle;
    }
    return `${text.slice(0, fits).trimEnd()}…`;
  }
}

/** The pieces between which a line may break: words with the blank behind them, and single Chinese characters with their marks. */
function breakable(text: string): string[] {
  return text.split(
    /(?<= )|(?<=[\p{Script=Han}，。：；、！？）”])(?=[^，。：；、！？）” ])|(?<=[^“（ ])(?=\p{Script=Han})/u,
  );
}

/** Without what would change the direction of the text, break the line or be invisible. */
function plain(text: string): string {
  return text.slice(0, 2000).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ');
}
