/** Where checkpoints come from: what is recorded of a source. */
import * as v from 'valibot';

/** Strings have a bound, since a finding may come from a stranger. */
const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

/** In the order in which links number them, with their fields in the order in which links have them: a new one goes to the end. */
export const recordedSource = v.variant('kind', [
  v.strictObject({ kind: v.literal('bundled') }),
  v.strictObject({ kind: v.literal('hub'), id: text(200), revision: text(200) }),
  v.strictObject({ kind: v.literal('url'), base: text(1000) }),
  v.strictObject({ kind: v.literal('folder'), name: text(200) }),
]);
export type RecordedSource = v.InferOutput<typeof recordedSource>;

/** A source that can be opened from its record alone. The bundled model is a URL, and a folder has to be picked by a person. */
export type Address = Exclude<RecordedSource, { kind: 'bundled' | 'folder' }>;

/** Where a checkpoint in Hugging Face layout, or a GGUF file, is read from. */
export type CheckpointLocation = Address | PickedFolder;

/** The files of a folder that a person picked or dropped; `name` is the folder's. */
interface PickedFolder {
  kind: 'files';
  name: string;
  files: PickedFile[];
  /** The GGUF file of several that is meant. */
  chosen?: string;
  /** Opens the folder again at the next visit. Absent where the browser gives none. */
  handle?: FileSystemDirectoryHandle;
}

export interface PickedFile {
  /** As the browser gives it: `config.json`, `folder/config.json` from a picker, `/folder/config.json` from a drop. */
  path: string;
  file: File;
}

/** Whether two places are one, but for secrets. Folders count as different: nothing tells two of a name apart. */
export function sameLocation(a: Address, b: CheckpointLocation): boolean {
  if (b.kind === 'files') return false;
  const other = Object.entries(withoutSecrets(b));
  const fields = new Map(Object.entries(withoutSecrets(a)));
  return other.length === fields.size && other.every(([name, value]) => fields.get(name) === value);
}

/** The place with one of several GGUF files chosen. */
export function narrowed(location: CheckpointLocation, chosen: string): CheckpointLocation {
  switch (location.kind) {
    case 'files':
      return { ...location, chosen };
    case 'hub':
      return { ...location, id: `${/^[^/]*\/[^/:]*/.exec(location.id)![0]}/${chosen}` };
    case 'url':
      return { ...location, base: new URL(chosen, location.base).href };
  }
}

/** The source as it may be shared: a URL without its user name, password and query, which may be secrets. */
export function withoutSecrets(source: RecordedSource): RecordedSource {
  return source.kind === 'url' ? { kind: 'url', base: withoutQuery(source.base) } : source;
}

function withoutQuery(base: string): string {
  if (!URL.canParse(base)) return base.replace(/[?#].*/s, ''); // relative to the page
  const { origin, pathname } = new URL(base);
  return origin + pathname;
}
