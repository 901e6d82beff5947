/** Of `%(key)05.2f`: key, flags, width, precision and type. */
const conversion = /%(?:\((\w+)\))?([-+ 0]*)(\d*)(?:\.(\d+))?([sdifrx%])/g;

/**
 * Python's `%`: the remainder of two numbers, with the sign of the second, or a text with values filled in. @huggingface/jinja 0.5
 * has it for numbers alone.
 *
 * @param right What the library passes on: a number, a text, a list of its values or a map of them.
 */
export function percent(left: unknown, right: unknown): number | string {
  if (typeof left === 'number' && typeof right === 'number') return left - right * Math.floor(left / right);
  if (typeof left !== 'string') throw new TypeError('% works on two numbers, or on a text and its values');
  const values = Array.isArray(right) ? right.map(plain) : [right];
  let next = 0;
  const text = left.replace(
    conversion,
    (whole, key: string | undefined, flags: string, width, precision, type: string) => {
      if (type === '%') return '%';
      if (key === undefined && next >= values.length) throw new TypeError('not enough values for the text before %');
      if (key !== undefined && !(right instanceof Map && right.has(key)))
        throw new TypeError(`% has no value for ${key}`);
      const value = key === undefined ? values[next++] : plain((right as Map<string, unknown>).get(key));
      return padded(written(value, type, precision, whole), flags, Number(width));
    },
  );
  if (next < values.length && !(right instanceof Map)) throw new TypeError('too many values for the text before %');
  return text;
}

/** The library's values hold what they are in `value`. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

function written(value: unknown, type: string, precision: string | undefined, conversion: string): string {
  if (type === 's') {
    if (typeof value === 'string' || typeof value === 'number')
      return String(value).slice(0, Number(precision ?? Infinity));
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    // The library's none is undefined where it was passed on by itself.
    if (value === null || value === undefined) return 'None';
  } else if (typeof value === 'number') {
    if (type === 'f') return value.toFixed(Number(precision ?? 6));
    if (type === 'd' || type === 'i') return String(Math.trunc(value));
    if (type === 'x') return Math.trunc(value).toString(16);
  }
  throw new TypeError(`${conversion} does not take its value`);
}

function padded(text: string, flags: string, width: number): string {
  const signed = /^[\d.]/.test(text) && flags.includes('+') ? `+${text}` : text;
  if (flags.includes('-')) return signed.padEnd(width);
  return signed.padStart(width, flags.includes('0') ? '0' : ' ');
}
