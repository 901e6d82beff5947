import { readText, slice } from './stream.ts';
import type { Source } from './source.ts';
import type { PickedFile } from '../../../vocabulary/checkpoint_sources.ts';

/** The files of a folder on disk; `name` is the folder's. */
export function fileSource(name: string, picked: PickedFile[], chosen: string | null = null): Source {
  const files = new Map(picked.map(({ path, file }) => [withoutFolder(path, name), file]));
  return {
    name,
    chosen,
    async text(path) {
      const file = files.get(path);
      return file ? readText(file.stream(), path) : null;
    },
    async stat(path) {
      const file = files.get(path);
      return file ? { bytes: file.size, etag: null, sha256: null } : null;
    },
    list: async () => [...files.keys()],
    commit: async () => null,
    async stream(path, start, end, signal) {
      const file = files.get(path);
      if (!file) throw new Error(`${path} was not picked`);
      return slice(file.slice(start, end).stream(), { origin: path, skip: 0, length: end - start, signal });
    },
  };
}

function withoutFolder(path: string, folder: string): string {
  const relative = path.replace(/^\/+/, '');
  return relative.startsWith(`${folder}/`) ? relative.slice(folder.length + 1) : relative;
}
