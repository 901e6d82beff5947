import { checkpointFolder } from './checkpoint_folder.ts';
import { readText, slice } from './stream.ts';
import type { Source } from './source.ts';
import type { PickedFile } from '../../../vocabulary/checkpoint_sources.ts';

/** The files of a folder on disk, or of the one checkpoint below it; `name` is the folder's. */
export function fileSource(name: string, picked: PickedFile[]): Source {
  const everything = new Map(picked.map(({ path, file }) => [withoutFolder(path, name), file]));
  let opened: Promise<Map<string, File>> | null = null;
  const files = () => (opened ??= belowFolder(name, everything));
  return {
    name: cachedId(name) ?? name,
    chosen: null,
    async text(path) {
      const file = (await files()).get(path);
      return file ? readText(file.stream(), path) : null;
    },
    async stat(path) {
      const file = (await files()).get(path);
      return file ? { bytes: file.size, etag: null, sha256: null } : null;
    },
    list: async () => [...(await files()).keys()],
    commit: async () => null,
    async stream(path, start, end, signal) {
      const file = (await files()).get(path);
      if (!file) throw new Error(`${path} was not picked`);
      return slice(file.slice(start, end).stream(), { origin: path, skip: 0, length: end - start, signal });
    },
  };
}

async function belowFolder(name: string, files: Map<string, File>): Promise<Map<string, File>> {
  const text = async (path: string) => (await files.get(path)?.text()) ?? null;
  const folder = await checkpointFolder(name, [...files.keys()], text);
  if (folder === '') return files;
  const below = [...files].filter(([path]) => path.startsWith(folder));
  return new Map(below.map(([path, file]) => [path.slice(folder.length), file]));
}

function withoutFolder(path: string, folder: string): string {
  const relative = path.replace(/^\/+/, '');
  return relative.startsWith(`${folder}/`) ? relative.slice(folder.length + 1) : relative;
}

/** The hub's id of a model by the name of its folder in the cache of Hugging Face's libraries. */
function cachedId(folder: string): string | null {
  const [, owner, model] = /^models--([^-].*?)--(.+)$/.exec(folder) ?? [];
  return owner === undefined || model === undefined ? null : `${owner}/${model}`;
}
