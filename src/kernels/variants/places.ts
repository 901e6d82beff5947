/**
 * A named place in WGSL: the text between a comment that names it, `@residual` say, and a comment that is only `@`. Places say
 * where a variant may change a kernel, so that the rest of the text can be rewritten freely. A name stands in every kernel
 * that does the same thing, and may stand several times in one kernel.
 */
interface Place {
  name: string;
  /** Where the text between the two comments begins and ends. */
  start: number;
  end: number;
}

const marker = /\/\*@(\w*)\*\//g;

/** The places of `wgsl`, an inner one before the one around it. */
export function placesIn(wgsl: string): Place[] {
  const places: Place[] = [];
  const open: Omit<Place, 'end'>[] = [];
  for (const { 0: text, 1: name, index } of wgsl.matchAll(marker)) {
    if (name) {
      if (open.some((outer) => outer.name === name)) throw new Error(`the place ${name} contains itself`);
      open.push({ name, start: index + text.length });
      continue;
    }
    const inner = open.pop();
    if (!inner) throw new Error(`/*@*/ closes no place at character ${index}`);
    places.push({ ...inner, end: index });
  }
  if (open.length > 0) throw new Error(`the place ${open[0]!.name} is never closed`);
  return places;
}

/**
 * `wgsl` with every place `name` replaced. `$0` in the replacement stands for the text that is there. The comments stay, so
 * that another edit still finds the place. Returns null where `wgsl` has no such place.
 */
export function replacePlaces(wgsl: string, name: string, replacement: string): string | null {
  const places = placesIn(wgsl).filter((place) => place.name === name);
  if (places.length === 0) return null;
  return places.reduceRight((text, { start, end }) => {
    const found = text.slice(start, end).trim();
    return `${text.slice(0, start)} ${replacement.replaceAll('$0', () => found)} ${text.slice(end)}`;
  }, wgsl);
}
