import { refuse } from '../../../../result.ts';
import type { HubAccess } from '../../../../vocabulary/hub_access.ts';
import { httpFiles, type HttpFiles } from '../http/http.ts';
import type { SourceTiming } from '../http/patience.ts';
import { explainStatus, type Explain, Requests } from '../http/requests.ts';
import type { Source } from '../source.ts';
import { checkRevision, parseHubId } from './hub_id.ts';
import { type Listing, readListing } from './listing.ts';

interface Repository {
  listing: Listing | null;
  files: HttpFiles;
}

/**
 * A repository on the Hugging Face hub, or on a mirror of it, at a branch, tag or commit. It is asked once which commit that is, and
 * which files it has: from then on, all files are of that commit.
 *
 * @throws Refusal ('bad-request') unless `id` is one, and `revision` could be one.
 */
export function hubSource(id: string, revision: string, access: HubAccess, timing: SourceTiming): Source {
  const { repository, chosen } = parseHubId(id);
  checkRevision(revision);
  const { hub, token } = access;
  const requests = new Requests(
    token === null ? {} : { Authorization: `Bearer ${token}` },
    explainHub(repository, revision, access),
  );

  async function open(): Promise<Repository> {
    const listing = await readListing({ requests, timing, hub, repository }, revision);
    const at = encodeURIComponent(listing?.commit ?? revision);
    return { listing, files: httpFiles(new URL(`${repository}/resolve/${at}/`, hub), timing, requests) };
  }
  let opened: Promise<Repository> | null = null;
  function opening(): Promise<Repository> {
    opened ??= open().catch((error: unknown) => {
      opened = null; // another try asks again
      throw error;
    });
    return opened;
  }

  return {
    name: repository,
    chosen,
    async text(path) {
      const { listing, files } = await opening();
      if (listing && !listing.files.has(path)) return null;
      const text = await files.text(path);
      if (text === null && listing) gone(path);
      return text;
    },
    async stat(path) {
      const { listing, files } = await opening();
      return listing ? (listing.files.get(path) ?? null) : files.stat(path);
    },
    async list() {
      const { listing } = await opening();
      return listing && [...listing.files.keys()];
    },
    async commit() {
      return (await opening()).listing?.commit ?? null;
    },
    async stream(path, start, end, signal) {
      return (await opening()).files.stream(path, start, end, signal);
    },
  };

  function gone(path: string): never {
    const host = new URL(hub).host;
    return refuse('unreachable', `${repository}: ${host} lists ${path} but does not have it; try again later`);
  }
}

/** The hub answers 401 both for missing and for private repositories. Its error code, when readable, tells them apart. */
function explainHub(id: string, revision: string, { hub, token }: HubAccess): Explain {
  const { host } = new URL(hub);
  return (answer) => {
    const code = answer.headers.get('x-error-code');
    if (code === 'RevisionNotFound') return `${id} has no revision ${revision}; main is the usual one`;
    if (code === 'GatedRepo' || answer.status === 403) {
      return token === null
        ? `${id} is gated: accept its terms on ${host}, then set an access token under Models, Hub and token`
        : `${id} is gated: accept its terms on ${host} with the account of the token`;
    }
    if (code === 'RepoNotFound' || (answer.status === 401 && token === null)) {
      return `${id} does not exist or is private: check the spelling, or set an access token under Models, Hub and token`;
    }
    if (answer.status === 401)
      return `${host} does not accept the access token; set another under Models, Hub and token`;
    return explainStatus(answer);
  };
}
