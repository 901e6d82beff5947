import { refuse } from '../../../result.ts';
import type { CheckpointLocation } from '../../../vocabulary/checkpoint_sources.ts';
import { type HubAccess, huggingFace } from '../../../vocabulary/hub_access.ts';
import { shown, shownName } from '../json/show.ts';
import { fileSource } from './files.ts';
import { httpFiles } from './http/http.ts';
import { defaultTiming, type SourceTiming } from './http/patience.ts';
import { hubSource } from './hub/hub.ts';
import type { Source } from './source.ts';

type Openers = {
  [K in CheckpointLocation['kind']]: (
    location: Extract<CheckpointLocation, { kind: K }>,
    access: HubAccess,
    timing: SourceTiming,
  ) => Source;
};

const openers: Openers = {
  /** A repository on the Hugging Face hub, such as `Qwen/Qwen3-0.6B`. */
  hub: ({ id, revision }, access, timing) => hubSource(id, revision, access, timing),
  /** An absolute URL of a folder, with or without a trailing slash, or of a GGUF file. */
  url({ base }, _, timing) {
    const { folder, chosen } = placeOf(base);
    return {
      name: shownName(chosen ?? (folder.pathname.split('/').at(-2) || folder.host)),
      chosen,
      list: async () => null,
      commit: async () => null,
      ...httpFiles(folder, timing),
    };
  },
  files: ({ name, files, chosen }) => fileSource(name, files, chosen),
};

/**
 * @param access How the hub is reached.
 * @param timing How long a source waits, and who hears of it.
 * @throws Refusal ('bad-request') when the location could not be one.
 */
export function openSource<K extends CheckpointLocation['kind']>(
  location: Extract<CheckpointLocation, { kind: K }>,
  access: HubAccess = huggingFace,
  timing: Partial<SourceTiming> = {},
): Source {
  return openers[location.kind](location, access, { ...defaultTiming, ...timing });
}

function placeOf(base: string): { folder: URL; chosen: string | null } {
  const folder = URL.canParse(base) ? new URL(base) : null;
  if (!folder || !/^https?:$/.test(folder.protocol)) {
    if (folder && /^(?:file|[a-z]):$/.test(folder.protocol)) {
      const remedy = 'choose it with "Choose a folder" or "Choose a GGUF file"';
      refuse(
        'bad-request',
        `${shown(base)} is a path on this machine, which a page may not open by its name; ${remedy}`,
      );
    }
    refuse('bad-request', `${shown(base)} is not an address; write the folder's whole URL, from https:// on`);
  }
  const [, ending] = /\.(zip|7z|rar|tar|tgz|tar\.\w{2,3}|gz|xz|zst)$/i.exec(folder.pathname) ?? [];
  if (ending !== undefined) {
    const remedy = 'give the address of a folder with the files themselves, or unpack it and choose its folder';
    refuse('bad-request', `${shown(base)} is an archive (.${ending}); ${remedy}`);
  }
  if (folder.username || folder.password) {
    refuse('bad-request', 'A page may send no user name and password of an address; take one without them');
  }
  const [, file] = /\/([^/]+\.gguf)$/i.exec(folder.pathname) ?? [];
  if (file !== undefined) folder.pathname = folder.pathname.slice(0, -file.length);
  else if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return { folder, chosen: file === undefined ? null : decoded(file) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return refuse('bad-request', `${shown(segment)} is not a file of an address; write % as %25`);
  }
}
