import { refuse } from '../../../result.ts';
import { refuseOtherContent } from './other_content.ts';
import { shown } from './show.ts';

/** Deeper than any checkpoint file nests, and shallow enough for recursive walks over the value. */
const maxDepth = 32;

/** The numbers that Python's json module writes although JSON has none such, and strings, which may hold the same words. */
const nonFinite = /"(?:[^"\\]|\\.)*"|NaN|-?Infinity/gs;

/** Marks the place of NaN, for which JSON has no number. No text of a checkpoint has it. */
const nan = '\uE000NaN\uE000';

/**
 * The JSON object in `text`, with NaN and Infinity as Python writes them. Stricter than JSON.parse, which silently takes the last
 * of two equal keys.
 *
 * @throws Refusal ('bad-checkpoint') naming `file` when it is not JSON, not an object, nests deeper than 32, or has a key twice.
 */
export function parseObject(text: string, file: string): Record<string, unknown> {
  const value = parse(text, file);
  checkStructure(text, file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('bad-checkpoint', `${file}: holds ${shown(value)} where a JSON object belongs; download the file again`);
  }
  return value as Record<string, unknown>;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    refuseOtherContent(text, file);
    const reason = error instanceof Error ? error.message : String(error);
    const notJson = () => refuse('bad-checkpoint', `${file}: is not JSON (${reason}); download the file again`);
    if (!/NaN|Infinity/.test(text)) notJson();
    try {
      return parseNonFinite(text);
    } catch {
      return notJson();
    }
  }
}

function parseNonFinite(text: string): unknown {
  const numbers: Record<string, string> = { NaN: `"${nan}"`, Infinity: '1e999', '-Infinity': '-1e999' };
  const written = text.replace(nonFinite, (part) => numbers[part] ?? part);
  return JSON.parse(written, (_, value: unknown) => (value === nan ? NaN : value));
}

/** Refuses deep nesting and duplicate keys. `text` has passed JSON.parse, so that only strings need care. */
function checkStructure(text: string, file: string): void {
  /** The keys seen so far in each open object, null for an array. */
  const open: (Set<string> | null)[] = [];
  let lastString = '""';
  for (let i = 0; i < text.length; i++) {
    switch (text.charAt(i)) {
      case '"': {
        const end = closingQuote(text, i);
        lastString = text.slice(i, end + 1);
        i = end;
        break;
      }
      case ':': {
        const key = JSON.parse(lastString) as string;
        const keys = open.at(-1);
        if (keys?.has(key)) {
          refuse('bad-checkpoint', `${file}: the key ${shown(key)} appears twice; remove one of them`);
        }
        keys?.add(key);
        break;
      }
      case '{':
      case '[':
        open.push(text[i] === '{' ? new Set() : null);
        if (open.length > maxDepth) {
          refuse('bad-checkpoint', `${file}: nests deeper than ${maxDepth} levels; take the published file`);
        }
        break;
      case '}':
      case ']':
        open.pop();
        break;
    }
  }
}

function closingQuote(text: string, opening: number): number {
  let i = opening + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
