/** Numbers and others' texts as the page writes them: few digits, steady width. */
const whole = new Intl.NumberFormat('en');

function scaled(value: number, units: readonly string[], step: number): string {
  let index = 0;
  let rest = value;
  // 999.5 would be written as 1000 of the smaller unit.
  while (rest >= step * 0.9995 && index < units.length - 1) {
    rest /= step;
    index++;
  }
  const digits = index === 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
  return `${rest.toFixed(digits)}${units[index]}`;
}

/** `1234567` as `1,234,567`. */
export const count = (value: number): string => whole.format(value);

/** `596049920` as `596M`. */
export const parameters = (value: number): string => scaled(value, ['', 'K', 'M', 'B'], 1000);

/** Decimal units: `1192099840` as `1.19 GB`. */
export const bytes = (value: number): string => scaled(value, [' B', ' kB', ' MB', ' GB', ' TB'], 1000);

/** A share of at most about 1: `0.0789` as `7.9%`, `0.00512` as `0.51%`. */
export const percent = (share: number): string => `${(100 * share).toFixed(share >= 0.00995 ? 1 : 2)}%`;

export const bytesPerSecond = (value: number): string => `${bytes(value)}/s`;

/** Three digits, or all before the point: `1.23`, `42.1`, `891`, `13,039`. */
export function rate(value: number): string {
  if (!Number.isFinite(value)) return short(value);
  return value >= 999.5 ? count(Math.round(value)) : value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

/** `42.06` as `42.1 tok/s`. */
export const tokenRate = (value: number): string => `${rate(value)} tok/s`;

/** How many times another: `43`, `1.3`, `0.0048`. */
export function times(ratio: number): string {
  return ratio >= 9.95 && Number.isFinite(ratio) ? count(Math.round(ratio)) : short(Number(ratio.toPrecision(2)));
}

/** `87 ms`, `3.2 s`, `42 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `0`, `0.0012`, `1.23`, `456`, `9.3e28`: at most three digits, for any size. */
export function short(value: number): string {
  if (Number.isNaN(value)) return '—';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const text = size >= 1e5 || size < 1e-3 ? size.toExponential(1).replace('e+', 'e') : `${Number(size.toPrecision(3))}`;
  return value < 0 ? `−${text}` : text;
}

/** The beginning of `text`, at most `length` UTF-16 units, with no character cut in half. */
export function clipped(text: string, length: number): string {
  const whole = text.slice(0, length);
  return whole.length < text.length && /[\uD800-\uDBFF]$/.test(whole) ? whole.slice(0, -1) : whole;
}

/**
 * `text` with pictures in place of the characters that a terminal obeys and a page does not show: escapes, deletions, and the like. Tabs
 * and line ends stay. Each picture is one UTF-16 unit, as what it stands for.
 */
export function controlsShown(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}
