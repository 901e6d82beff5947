import type { Address } from './checkpoint_sources.ts';
import { readCommand } from './command_line.ts';
import { huggingFace } from './hub_access.ts';
import { type HubPage, hubPage } from './hub_page.ts';

/** A file of a checkpoint, whose folder is meant; a GGUF file is a checkpoint by itself. */
const fileOfCheckpoint = /\.(?:json|safetensors|jinja|txt|md|html?)$/i;
const gguf = /\.gguf$/i;

/**
 * The address that a person means by what they typed or pasted: pages and files of the hub, in a browser's or a tool's notation,
 * and commands that name a model are repositories; a file of a checkpoint is its folder.
 *
 * @param typed What they typed, as the form takes it.
 * @param hub The address of the hub or its mirror, with a slash at its end.
 */
export function meantAddress(typed: Address, hub: string): Address {
  const pasted = (typed.kind === 'hub' ? typed.id : typed.base).trim();
  const command = readCommand(pasted);
  const typedRevision = typed.kind === 'hub' ? typed.revision.trim() : 'main';
  const revision = command?.revision ?? typedRevision;
  const text = withoutPunctuation(command?.model ?? pasted);
  const page = hubPage(text, hub);
  if (page) return withFile(repositoryOf(page, revision, hub), command?.file);
  const url = text.replace(/^(?=(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?(?:\/|$))/i, 'http://');
  if (URL.canParse(url) && /^https?:/i.test(url)) return { kind: 'url', base: folderOf(new URL(url)) };
  if (typed.kind === 'url' && !command) return { kind: 'url', base: text };
  const [, id = '', ofId = revision] = /^([^@]*?)\/*(?:@(.+))?$/.exec(cachedId(text)) ?? [];
  return withFile({ kind: 'hub', id, revision: ofId }, command?.file);
}

/** What a text is without what stands around it in a message, a table or a Markdown page. */
function withoutPunctuation(text: string): string {
  const visible = text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').trim();
  const [, target = visible] = /^\[[^\]]*\]\((\S+)\)[.,;]?$/.exec(visible) ?? [];
  return target.replace(/^["'<`“”‘’«]+|["'>`“”‘’»]+[.,;]?$|[,;]$/g, '').trim();
}

/** The id by the name of a model's folder in the cache of Hugging Face's libraries. */
function cachedId(text: string): string {
  return text.replace(/^models--(.+?)--/, '$1/');
}

function withFile(address: Address, file: string | null | undefined): Address {
  if (!file || address.kind !== 'hub' || /[:]|\.gguf$/i.test(address.id)) return address;
  return { ...address, id: gguf.test(file) ? `${address.id}/${file}` : `${address.id}:${file}` };
}

/** `owner/name`, with a GGUF file or a revision where the page has one; a folder, and another hub's repository, is a plain address. */
function repositoryOf({ hub, segments, query }: HubPage, typedRevision: string, ownHub: string): Address {
  const [owner = '', named = '', verb = '', ...place] = segments;
  const [name = '', inName] = named.replace(/\.git$/, '').split('@');
  const repository = [owner, name].filter(Boolean).join('/');
  const isFile = /^(?:blob|resolve|raw|blame|edit)$/.test(verb);
  const hasFiles = isFile || /^(?:tree|commits?)$/.test(verb);
  const [pageRevision, rest] = hasFiles ? revisionAndPath(place) : [undefined, []];
  const revision = pageRevision ?? inName ?? typedRevision;
  const file = query.get('show_file_info') ?? (hasFiles ? rest : [verb, ...place]).filter(Boolean).join('/');
  const isOwnHub = hub === ownHub || hub === huggingFace.hub;
  if (isOwnHub && gguf.test(file)) return { kind: 'hub', id: `${repository}/${file}`, revision };
  const [last = ''] = rest.slice(-1);
  const isName = fileOfCheckpoint.test(last) || (isFile && /\.[a-z]\w{0,9}$/i.test(last) && !gguf.test(last));
  const folder = (isName ? rest.slice(0, -1) : rest).join('/');
  if (isOwnHub && folder === '') return { kind: 'hub', id: repository, revision };
  const path = `${repository}/resolve/${encodeURIComponent(revision)}/${folder && `${folder}/`}`;
  const { href } = new URL(path, hub);
  return { kind: 'url', base: gguf.test(folder) ? href.slice(0, -1) : href };
}

/** A branch's name is one segment; references such as `refs/pr/1` may come as three. */
function revisionAndPath(place: string[]): [string | undefined, string[]] {
  const length = place[0] === 'refs' && place.length >= 3 ? 3 : 1;
  return [place.slice(0, length).join('/') || undefined, place.slice(length)];
}

function folderOf(url: URL): string {
  if (fileOfCheckpoint.test(url.pathname)) url.pathname = url.pathname.replace(/[^/]*$/, '');
  return url.href;
}
