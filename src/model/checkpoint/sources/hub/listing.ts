import * as v from 'valibot';
import { refuse } from '../../../../result.ts';
import { Connection } from '../http/connection.ts';
import { shownUrl } from '../../../../no_answer.ts';
import { type SourceTiming, Patience, persist } from '../http/patience.ts';
import type { Requests } from '../http/requests.ts';
import type { FileStat } from '../source.ts';
import { readText } from '../stream.ts';

/** A repository at a commit. */
export interface Listing {
  commit: string;
  files: Map<string, FileStat>;
}

/** Where the listing of a repository is. */
interface ListingPlace {
  requests: Requests;
  timing: SourceTiming;
  /** The hub's address, with a slash at its end. */
  hub: string;
  /** `owner/name` */
  repository: string;
}

/** Of the hub's API, what is used: the same fields as in @huggingface/hub's `ApiModelInfo` and `ApiIndexTreeEntry`. */
const modelSchema = v.object({ sha: v.pipe(v.string(), v.regex(/^[\da-f]{40}$/)) });
const treeSchema = v.array(
  v.object({
    type: v.string(),
    path: v.string(),
    size: v.number(),
    /** The hash of the file's blob in git. */
    oid: v.string(),
    /** Of files that are stored apart from git: their SHA-256 and size. */
    lfs: v.optional(v.object({ oid: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)), size: v.number() })),
  }),
);

/** The hub sends 1000 files at a time. */
const maxPages = 100;

/** The commit of a branch, tag or commit, and its files; null where a server has files in the hub's layout and no API. */
export async function readListing(place: ListingPlace, revision: string): Promise<Listing | null> {
  const api = `${place.hub}api/models/${place.repository}`;
  const model = await read(place, `${api}/revision/${encodeURIComponent(revision)}`, modelSchema);
  if (!model) return null;
  const commit = model.value.sha;
  const tree = `${api}/tree/${commit}`;
  const files = new Map<string, FileStat>();
  for (let query = '?recursive=true', pages = 0; query && pages < maxPages; pages++) {
    const page = await read(place, tree + query, treeSchema);
    if (!page) return null;
    for (const { type, path, size, oid, lfs } of page.value) {
      if (type !== 'file') continue;
      files.set(path, { bytes: lfs?.size ?? size, etag: lfs?.oid ?? oid, sha256: lfs?.oid ?? null });
    }
    query = nextQuery(page.link);
  }
  return { commit, files };
}

interface Page<T> {
  value: T;
  link: string | null;
}

function read<T>(
  { requests, timing }: ListingPlace,
  url: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<Page<T> | null> {
  return persist(
    new Patience(shownUrl(url), timing),
    async () => {
      const connection = new Connection(timing.silenceMs);
      const answer = await requests.get(connection, url);
      if (typeof answer === 'string') return null;
      const text = await readText(connection.body(answer, shownUrl(url)), shownUrl(url));
      return { value: parse(text, schema, url), link: answer.headers.get('link') };
    },
    0,
  );
}

function parse<T>(text: string, schema: v.GenericSchema<unknown, T>, url: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null; // no more welcome than other JSON
  }
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  return refuse('unreachable', `${shownUrl(url)}: is not what the hub's API answers; check the hub's address`);
}

/** The query of the next page. Its host does not count: mirrors pass on links to the hub itself, and the token is not for all. */
function nextQuery(link: string | null): string {
  const next = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1] ?? '';
  return URL.canParse(next, 'https://hub.invalid/') ? new URL(next, 'https://hub.invalid/').search : '';
}
