import { isOwn } from '../../../../no_answer.ts';

/** What an answer says about the version of a file. Null is what it does not say, or what CORS hides. */
export interface FileVersion {
  bytes: number | null;
  etag: string | null;
  lastModified: string | null;
  sha256: string | null;
  /** For If-Range; null where it must not be sent. */
  condition: string | null;
}

const unknown: FileVersion = { bytes: null, etag: null, lastModified: null, sha256: null, condition: null };

/** An answer that is compressed for the way says nothing about the file itself. */
export function versionOf({ status, headers, url }: Response): FileVersion {
  if (headers.has('content-encoding')) return unknown;
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return {
    bytes: status === 206 ? (contentRange(headers)?.total ?? null) : contentLength(headers),
    etag,
    lastModified,
    sha256: /^"?([\da-f]{64})"?$/.exec(headers.get('x-linked-etag') ?? '')?.[1] ?? null,
    // It takes no weak ETag. Another origin would have to permit the header, and the hub's storage does not.
    condition: isOwn(url) ? (etag?.startsWith('"') ? etag : lastModified) : null,
  };
}

/** Whether nothing that both answers say differs. */
export function sameVersion(a: FileVersion, b: FileVersion): boolean {
  const pairs = [
    [a.bytes, b.bytes],
    [opaque(a.etag), opaque(b.etag)],
    [a.lastModified, b.lastModified],
  ];
  return pairs.every(([one, other]) => one === null || other === null || one === other);
}

/** What both answers say together, the later one first. */
export function joined(known: FileVersion = unknown, latest: FileVersion): FileVersion {
  return {
    bytes: latest.bytes ?? known.bytes,
    etag: latest.etag ?? known.etag,
    lastModified: latest.lastModified ?? known.lastModified,
    sha256: latest.sha256 ?? known.sha256,
    condition: latest.condition,
  };
}

export function contentRange(headers: Headers): { first: number; last: number; total: number | null } | null {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  return (
    match && { first: Number(match[1]), last: Number(match[2]), total: match[3] === '*' ? null : Number(match[3]) }
  );
}

/** Milliseconds that a server asks to wait, by Retry-After in seconds or as a date; null when it does not ask. */
export function retryAfter(headers: Headers, now: number): number | null {
  const header = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(date - now, 0);
}

export function contentLength(headers: Headers): number | null {
  const header = headers.get('content-length');
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

/** A server that compresses on the way makes the same ETag weak. */
function opaque(etag: string | null): string | null {
  return etag?.replace(/^W\//, '') ?? null;
}
