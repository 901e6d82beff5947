/** `0`, `0.0012`, `1.23`, `456`, `9.3e28`: at most three digits, for any size. */
export function short(value: number): string {
  if (Number.isNaN(value)) return '—';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const text = size >= 1e5 || size < 1e-3 ? size.toExponential(1).replace('e+', 'e') : `${Number(size.toPrecision(3))}`;
  return value < 0 ? `−${text}` : text;
}
