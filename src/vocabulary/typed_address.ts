import type { Address } from './checkpoint_sources.ts';
import { huggingFace } from './hub_access.ts';

/** A file of a checkpoint, whose folder is meant; a GGUF file is a checkpoint by itself. */
const fileOfCheckpoint = /\.(?:json|safetensors|jinja|txt|md)$/i;
const gguf = /\.gguf$/i;

/**
 * The address that a person means by what they typed or pasted: pages and files of the hub, in a browser's or a tool's notation,
 * are repositories; a file of a checkpoint is its folder.
 *
 * @param typed What they typed, as the form takes it.
 * @param hub The address of the hub or its mirror, with a slash at its end.
 */
export function meantAddress(typed: Address, hub: string): Address {
  const text = (typed.kind === 'hub' ? typed.id : typed.base).trim().replace(/^["'<]+|["'>]+$/g, '');
  const page = hubPage(text, hub);
  if (page) return repositoryOf(page, typed.kind === 'hub' ? typed.revision.trim() : 'main');
  if (URL.canParse(text) && /^https?:/i.test(text)) return { kind: 'url', base: folderOf(new URL(text)) };
  if (typed.kind === 'url') return { kind: 'url', base: text };
  const [, id = '', revision = typed.revision.trim()] = /^([^@]*?)\/*(?:@(.+))?$/.exec(text) ?? [];
  return { kind: 'hub', id, revision };
}

/** A page of the hub: its path below the hub's address, and its query. */
interface HubPage {
  hub: string;
  segments: string[];
  query: URLSearchParams;
}

function hubPage(text: string, hub: string): HubPage | null {
  const address = text
    .replace(/^hf:\/\//i, huggingFace.hub)
    .replace(/^(?=(?:www\.)?(?:huggingface\.co|hf\.co)\/)/i, 'https://');
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const own = url.href.startsWith(hub);
  if (!own && !/^(?:www\.)?(?:huggingface\.co|hf\.co)$/.test(url.hostname)) return null;
  const path = own ? url.href.slice(hub.length).replace(/[?#].*/, '') : url.pathname;
  const segments = path.split('/').filter(Boolean).map(decoded);
  return segments.length < 2 ? null : { hub: own ? hub : huggingFace.hub, segments, query: url.searchParams };
}

/** `owner/name`, with a GGUF file or a revision where the page has one; a folder of a repository is a plain address. */
function repositoryOf({ hub, segments, query }: HubPage, typedRevision: string): Address {
  const [owner, named = '', verb = '', pageRevision, ...rest] = segments;
  const [name, inName] = named.split('@');
  const hasFiles = /^(?:tree|blob|resolve|raw)$/.test(verb);
  const revision = (hasFiles ? pageRevision : undefined) ?? inName ?? typedRevision;
  const file =
    query.get('show_file_info') ?? (hasFiles ? rest : [verb, pageRevision, ...rest]).filter(Boolean).join('/');
  if (gguf.test(file)) return { kind: 'hub', id: `${owner}/${name}/${file}`, revision };
  const folder = hasFiles ? rest.filter((segment) => !fileOfCheckpoint.test(segment)).join('/') : '';
  if (folder === '') return { kind: 'hub', id: `${owner}/${name}`, revision };
  const path = `${owner}/${name}/resolve/${encodeURIComponent(revision)}/${folder}/`;
  return { kind: 'url', base: new URL(path, hub).href };
}

function folderOf(url: URL): string {
  if (fileOfCheckpoint.test(url.pathname)) url.pathname = url.pathname.replace(/[^/]*$/, '');
  return url.href;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // not percent-encoded, so it is what it says
  }
}
