import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';
import { fileSource } from './files.ts';
import { httpSource } from './http.ts';
import { hubSource } from './hub.ts';
import type { Source } from './source.ts';
import type { CheckpointLocation } from '../../../vocabulary/checkpoint_location.ts';

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
