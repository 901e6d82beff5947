import { huggingFace } from './hub_access.ts';

/** A page of a hub: its path below the hub's address, and its query. */
export interface HubPage {
  hub: string;
  segments: string[];
  query: URLSearchParams;
}

/** Mirrors with the hub's own paths. */
const mirrors = ['https://hf-mirror.com/'];

const host = String.raw`(?:www\.)?(?:huggingface\.co|hf\.co)`;

/**
 * The page of the hub that a text is the address of, in full or as tools shorten it; null when it is none.
 *
 * @param hub The address of the hub or its mirror, with a slash at its end.
 */
export function hubPage(text: string, hub: string): HubPage | null {
  const address = text
    .replace(/^hf:\/\//i, huggingFace.hub)
    .replace(new RegExp(String.raw`^(?:ssh:\/\/)?git@(${host})[:/]`, 'i'), 'https://$1/')
    .replace(new RegExp(String.raw`^(?=${host}\/)`, 'i'), 'https://');
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // A token in the address of a clone is neither needed nor kept.
  [url.username, url.password] = ['', ''];
  const mirror = [hub, ...mirrors].find((each) => url.href.startsWith(each));
  if (mirror === undefined && !new RegExp(`^${host}$`).test(url.hostname)) return null;
  const path = mirror === undefined ? url.pathname : url.href.slice(mirror.length).replace(/[?#].*/, '');
  const segments = path.split('/').filter(Boolean).map(decoded);
  // Neither the API's names of models nor those of HuggingChat are owners.
  const below = /^(?:api|chat)$/.test(segments[0] ?? '') && segments[1] === 'models' ? segments.slice(2) : segments;
  return below.length === 0 ? null : { hub: mirror ?? huggingFace.hub, segments: below, query: url.searchParams };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // not percent-encoded, so it is what it says
  }
}
