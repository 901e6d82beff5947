import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';
import type { Source } from '../sources/source.ts';

/** A part of a model that llama.cpp split into several files: its number, and that of all parts. */
const part = /-(\d{5})-of-(\d{5})\.gguf$/;

/** Files beside a model that are none: projectors of images, statistics for quantising, and what macOS keeps of a file. */
const companion = /(?:^|\/)(?:mmproj|imatrix|\._)[^/]*$/i;

/** The largest models published have twenty. */
const maxParts = 256;

/**
 * The file of a source's GGUF model, or its parts in order: the one that its address names, or its only one. Null where it holds none, or
 * weights in safetensors as well.
 *
 * @throws Refusal ('bad-request') with the choices where several models are meant, or none of those that are there.
 */
export async function findGguf(source: Source): Promise<string[] | null> {
  const { name, chosen } = source;
  const paths = await source.list();
  if (paths === null) return chosen !== null && isGguf(chosen) ? ggufParts(chosen) : null;
  if (chosen === null && paths.some((path) => path.endsWith('.safetensors'))) return null;
  const models = ggufModels(paths);
  const meant = chosen === null ? models : models.filter((model) => names(chosen, model));
  if (meant.length === 1) return ggufParts(meant[0]!);
  if (meant.length > 1) {
    refuse('bad-request', `${name}: has ${meant.length} such GGUF models; choose one of them`, meant);
  }
  if (chosen === null) return null;
  if (models.length === 0)
    refuse('bad-request', `${name}: has no GGUF models; write its name without ${shown(chosen)}`);
  return refuse(
    'bad-request',
    `${name}: has no GGUF model ${shown(chosen)}; choose one of its ${models.length}`,
    models,
  );
}

function isGguf(path: string): boolean {
  return /\.gguf$/i.test(path);
}

/** Whether a choice, a path or a label such as `Q4_K_M`, means a model. */
function names(chosen: string, model: string): boolean {
  if (isGguf(chosen)) return ggufParts(chosen)[0] === model;
  const words = (text: string) => `-${text.toLowerCase().replace(/[^a-z0-9_]/g, '-')}-`;
  return words(ggufName(model)).includes(words(chosen));
}

/** The GGUF models among a folder's files, each by its only or first file. */
export function ggufModels(paths: readonly string[]): string[] {
  const models = paths.filter((path) => isGguf(path) && !companion.test(path));
  const firsts = models.map((path) => ggufParts(path)[0]!);
  return [...new Set(firsts)].toSorted();
}

/** All files of the model that `path` is a part of. */
export function ggufParts(path: string): string[] {
  const [ending, , all] = part.exec(path) ?? [];
  const count = Number(all);
  if (ending === undefined || count < 1 || count > maxParts) return [path];
  const digits = (n: number) => String(n).padStart(5, '0');
  const stem = path.slice(0, -ending.length);
  return Array.from({ length: count }, (_, i) => `${stem}-${digits(i + 1)}-of-${all}.gguf`);
}

/** A model's name: that of its file, without folder and ending. */
export function ggufName(path: string): string {
  return path
    .split('/')
    .at(-1)!
    .replace(part, '')
    .replace(/\.gguf$/i, '');
}
