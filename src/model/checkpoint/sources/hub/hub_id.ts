import { refuse } from '../../../../result.ts';
import { shown } from '../../json/show.ts';

/** One segment of an id, as the hub allows it. */
const segment = /^(?!.*(?:--|\.\.))[A-Za-z0-9_](?:[\w.-]{0,94}\w)?$/;

/** A GGUF file of a repository, or the label of a quantisation behind a colon, as llama.cpp and Ollama write it. */
const choice = /^(?:\/((?:[\w][\w. +-]*\/)*[\w][\w. +-]*\.gguf)|:([\w.-]{1,40}))?$/i;

/** What the hub has beside models, by how its pages begin: none of these names is an owner. */
const beside: ReadonlyMap<string, string> = new Map([
  ['datasets', 'a dataset'],
  ['spaces', 'a Space'],
  ['collections', 'a collection'],
  ['papers', 'a paper'],
  ['buckets', 'a bucket'],
  ['docs', 'a page of documentation'],
  ['blog', 'an article'],
]);

export interface HubId {
  /** `owner/name` */
  repository: string;
  /** See {@link Source.chosen}. */
  chosen: string | null;
}

/** @throws Refusal ('bad-request') unless it is owner/name, owner/name/file.gguf or owner/name:LABEL. */
export function parseHubId(id: string): HubId {
  const [, owner = '', name = '', rest = ''] = /^([^/:]*)\/([^/:]*)(.*)$/s.exec(id) ?? [];
  const match = choice.exec(rest);
  const other = beside.get(owner);
  if (other !== undefined) {
    refuse('bad-request', `${shown(id)} is ${other}, not a model; write a model's owner/name, such as Qwen/Qwen3-0.6B`);
  }
  if (!segment.test(owner) || !segment.test(name) || !match) {
    refuse('bad-request', `${shown(id)} is not a Hugging Face id; write owner/name, such as Qwen/Qwen3-0.6B`);
  }
  return { repository: `${owner}/${name}`, chosen: match[1] ?? match[2] ?? null };
}

/** @throws Refusal ('bad-request') when the hub could have no such revision. */
export function checkRevision(revision: string): void {
  if (/^[\w./-]{1,255}$/.test(revision) && !revision.includes('..')) return;
  refuse('bad-request', `${shown(revision)} is not a revision; write a branch, tag or commit, such as main`);
}
