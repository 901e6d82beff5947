import { refuse } from '../../../result.ts';
import { shown } from '../json/show.ts';
import { explainStatus, httpSource } from './http.ts';
import type { Source } from './source.ts';

/** One segment of an id, as the hub allows it. */
const segment = /^(?!.*(?:--|\.\.))[A-Za-z0-9_](?:[\w.-]{0,94}\w)?$/;

/**
 * A repository on the Hugging Face hub at a branch, tag or commit.
 *
 * @throws Refusal ('bad-request') unless `id` is owner/name and `revision` could be one.
 */
export function hubSource(id: string, revision: string): Source {
  const [owner = '', name = '', ...rest] = id.split('/');
  if (!segment.test(owner) || !segment.test(name) || rest.length > 0) {
    refuse('bad-request', `${shown(id)} is not a Hugging Face id; write owner/name, such as Qwen/Qwen3-0.6B`);
  }
  if (!/^[\w./-]{1,255}$/.test(revision) || revision.includes('..')) {
    refuse('bad-request', `${shown(revision)} is not a revision; write a branch, tag or commit, such as main`);
  }
  const base = new URL(`https://huggingface.co/${owner}/${name}/resolve/${encodeURIComponent(revision)}/`);
  return httpSource(id, base, (answer) => explain(answer, id, revision));
}

/** The hub answers 401 both for missing and for private repositories. Its error code, when readable, tells them apart. */
function explain(answer: Response, id: string, revision: string): string | null {
  const code = answer.headers.get('x-error-code');
  if (code === 'RevisionNotFound') return `${id} has no revision ${revision}; main is the usual one`;
  if (code === 'GatedRepo' || answer.status === 403) {
    return `${id} is gated: accept its terms on huggingface.co, download it there and open the folder`;
  }
  if (code === 'RepoNotFound' || answer.status === 401) {
    return `${id} does not exist or is private: check the spelling, or download it signed in and open the folder`;
  }
  return explainStatus(answer);
}
