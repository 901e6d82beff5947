import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';
import { fileSource } from './files.ts';
import { httpSource } from './http.ts';
import { hubSource } from './hub.ts';
import type { Source } from './source.ts';
import type { CheckpointLocation } from '../../../vocabulary/checkpoint_sources.ts';

type Openers = { [K in CheckpointLocation['kind']]: (location: Extract<CheckpointLocation, { kind: K }>) => Source };

const openers: Openers = {
  /** A repository on the Hugging Face hub, such as `Qwen/Qwen3-0.6B`. */
  hub: ({ id, revision }) => hubSource(id, revision),
  /** An absolute folder URL, with or without a trailing slash. */
  url({ base }) {
    const folder = folderUrl(base);
    return httpSource(folder.pathname.split('/').at(-2) || folder.host, folder);
  },
  files: ({ name, files }) => fileSource(name, files),
};

/** @throws Refusal ('bad-request') when the location could not be one. */
export function openSource<K extends CheckpointLocation['kind']>(
  location: Extract<CheckpointLocation, { kind: K }>,
): Source {
  return openers[location.kind](location);
}

function folderUrl(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    refuse('bad-request', `${shown(base)} is not an address; write the folder's whole URL, from https:// on`);
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
