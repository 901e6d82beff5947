import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';
import { fileSource, type PickedFile } from './files.ts';
import { httpSource } from './http.ts';
import { hubSource } from './hub.ts';
import type { Source } from './source.ts';

/** Where a checkpoint in Hugging Face layout is read from. */
export type CheckpointLocation =
  /** An absolute folder URL, with or without a trailing slash. */
  | { kind: 'url'; base: string }
  /** A repository on the Hugging Face hub, such as `Qwen/Qwen3-0.6B`. */
  | { kind: 'hub'; id: string; revision: string }
  /** The files of a folder a person picked or dropped; `name` is the folder's. */
  | { kind: 'files'; name: string; files: PickedFile[] };

/** @throws Refusal ('bad-request') when the location could not be one. */
export function openSource(location: CheckpointLocation): Source {
  switch (location.kind) {
    case 'url': {
      const base = folderUrl(location.base);
      return httpSource(base.pathname.split('/').at(-2) || base.host, base);
    }
    case 'hub':
      return hubSource(location.id, location.revision);
    case 'files':
      return fileSource(location.name, location.files);
  }
}

function folderUrl(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    refuse('bad-request', `${shown(base)} is not an address; write the folder's whole URL, from https:// on`);
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
