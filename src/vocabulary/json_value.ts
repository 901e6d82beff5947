/** Values that JSON.parse gives. */

/** Whether `value` nests deeper than templates and this page follow it. */
export function nestsDeeper(value: unknown, levels = 32): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => nestsDeeper(each, levels - 1));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
