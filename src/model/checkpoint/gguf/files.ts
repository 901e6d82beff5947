import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';
import type { Source } from '../sources/source.ts';

/** A part of a model that llama.cpp split into several files: its number, and that of all parts. */
const part = /-(\d{5})-of-(\d{5})\.gguf$/;

/** Files beside a model that are none: projectors of images, and statistics for quantising. */
const companion = /(?:^|\/)(?:mmproj|imatrix)[^/]*$/i;

/** The largest models published have twenty. */
const maxParts = 256;

/**
 * The file of a source's GGUF model, or its parts in order; null where the source holds none, or weights in safetensors as well.
 *
 * @throws Refusal ('bad-request') with the choices where there are several models.
 */
export async function findGguf(source: Source): Promise<string[] | null> {
  const paths = await source.list();
  if (paths === null || paths.some((path) => path.endsWith('.safetensors'))) return null;
  const models = ggufModels(paths);
  if (models.length > 1) {
    const message = `${source.name}: has ${models.length} GGUF models; choose one, such as ${shown(models[0])}`;
    refuse('bad-request', message, models);
  }
  return models[0] === undefined ? null : ggufParts(models[0]);
}

/** The GGUF models among a folder's files, each by its only or first file. */
export function ggufModels(paths: readonly string[]): string[] {
  const models = paths.filter((path) => path.endsWith('.gguf') && !companion.test(path));
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
    .replace(/\.gguf$/, '');
}
