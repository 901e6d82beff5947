import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';

const config = 'config.json';

/**
 * The folder of the checkpoint among the files of a folder that somebody picked: '' for that itself, else with a slash behind it.
 * In the cache of Hugging Face's libraries it is `snapshots/COMMIT/`, the commit being that of `refs/main` where there are several.
 *
 * @param text The text of a file; null when there is none.
 * @throws Refusal ('bad-checkpoint') when there are several and nothing tells which.
 */
export async function checkpointFolder(
  name: string,
  paths: readonly string[],
  text: (path: string) => Promise<string | null>,
): Promise<string> {
  const hasWeights = (folder: string) =>
    paths.some(
      (path) =>
        path.startsWith(folder) && /^[^/]+\.(safetensors|gguf)(\.index\.json)?$/.test(path.slice(folder.length)),
    );
  if (paths.includes(config) || hasWeights('')) return '';
  const folders = paths
    .filter((path) => path.endsWith(`/${config}`))
    .map((path) => path.slice(0, -config.length))
    .filter(hasWeights);
  const [only, ...others] = folders;
  if (only === undefined) {
    refuseLinks(name, paths);
    return '';
  }
  if (others.length === 0) return only;
  const main = `snapshots/${(await text('refs/main'))?.trim()}/`;
  if (folders.includes(main)) return main;
  const some = folders.slice(0, 4).map((folder) => shown(folder.slice(0, -1)).slice(1, -1));
  const more = folders.length > some.length ? ` and ${folders.length - some.length} more` : '';
  return refuse(
    'bad-checkpoint',
    `${name}: holds several checkpoints, ${some.join(', ')}${more}; choose one of these folders`,
  );
}

/** The cache's snapshots are links to its blobs, which some browsers leave out of a picked folder. */
function refuseLinks(name: string, paths: readonly string[]): void {
  const isCache =
    paths.some((path) => /^(.+\/)?blobs\/[^/]+$/.test(path)) && !paths.some((path) => path.includes('snapshots/'));
  if (!isCache) return;
  const remedy = 'copy the snapshot to an ordinary folder (cp -rL, or huggingface_hub with local_dir) and choose that';
  refuse('bad-checkpoint', `${name}: is a cache whose snapshots are links that the browser does not follow; ${remedy}`);
}
