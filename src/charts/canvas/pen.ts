export type Canvas2d = OffscreenCanvasRenderingContext2D;

const families = {
  sans: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  mono: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
};

export interface Look {
  size: number;
  colour: string;
  weight?: number;
  family?: keyof typeof families;
  align?: CanvasTextAlign;
}

/** Text on a canvas. Whatever it says, it stays within its width and on its line. */
export class Pen {
  constructor(readonly context: Canvas2d) {}

  /** One line with its baseline at `y`, cut off with an ellipsis where it is wider than `most` pixels. */
  line(text: string, x: number, y: number, most: number, look: Look): void {
    this.#take(look);
    this.context.fillText(this.#fitted(plain(text), most), x, y);
  }

  /** As many whole sentences of `text` as fit into `rows` lines, and at least the first. */
  sentences(text: string, width: number, rows: number, look: Look): string {
    this.#take(look);
    let fits = '';
    for (const sentence of plain(text).split(/(?<=[.:;]) /)) {
      const longer = fits === '' ? sentence : `${fits} ${sentence}`;
      if (fits !== '' && this.#rows(longer, width) > rows) break;
      fits = longer;
    }
    return fits.replace(/[:;]$/, '.');
  }

  #rows(text: string, width: number): number {
    let [rows, line] = [1, ''];
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.width(longer) > width) [rows, line] = [rows + 1, word];
      else line = longer;
    }
    return rows;
  }

  /** Lines of at most `width` pixels and at most `rows` of them, the last one cut off; answers the baseline after them. */
  lines(text: string, x: number, y: number, width: number, rows: number, look: Look): number {
    this.#take(look);
    const leading = Math.round(look.size * 1.42);
    const words = plain(text).split(' ');
    for (let row = 0; row < rows && words.length > 0; row++) {
      let line = words.shift()!;
      if (row === rows - 1) line = [line, ...words.splice(0)].join(' ');
      else while (words.length > 0 && this.width(`${line} ${words[0]}`) <= width) line += ` ${words.shift()}`;
      this.context.fillText(this.#fitted(line, width), x, y + row * leading);
      if (words.length === 0) return y + (row + 1) * leading;
    }
    return y + rows * leading;
  }

  /** The size, `look.size` or less, at which `text` is `most` pixels wide at the most. */
  size(text: string, most: number, look: Look): number {
    this.#take(look);
    return Math.min(look.size, (look.size * most) / this.width(text));
  }

  /** Of a line in the look that was used last. */
  width(text: string): number {
    return this.context.measureText(text).width;
  }

  #take({ size, colour, weight = 400, family = 'sans', align = 'left' }: Look): void {
    this.context.font = `${weight} ${size}px ${families[family]}`;
    this.context.fillStyle = colour;
    this.context.textAlign = align;
  }

  #fitted(text: string, most: number): string {
    if (this.width(text) <= most) return text;
    let [fits, not] = [0, text.length];
    while (not - fits > 1) {
      const middle = (fits + not) >> 1;
      if (this.width(`${text.slice(0, middle).trimEnd()}…`) <= most) fits = middle;
      else not = middle;
    }
    return `${text.slice(0, fits).trimEnd()}…`;
  }
}

/** Without what would turn the line round, break it or not be seen. */
function plain(text: string): string {
  return text.slice(0, 2000).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ');
}
