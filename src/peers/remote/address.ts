import { refuse } from '../../result.ts';

/**
 * The base of a server's addresses, without a slash at its end, as a person may have typed it: `localhost:8000`, or with the `/v1` that
 * other programs ask for. Refuses with `bad-request`.
 */
export function serverAddress(typed: string, page: Pick<Location, 'protocol'>): string {
  const trimmed = typed.trim();
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = trimmed !== '' && URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    refuse('bad-request', 'This is no address of a server: write one such as http://localhost:8000');
  }
  if (url.username || url.password) {
    refuse('bad-request', 'The address has a name or password in it: write it without, and the key in its own field.');
  }
  if (page.protocol === 'https:' && url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    refuse(
      'bad-request',
      `A page served over HTTPS may not ask ${url.host} over HTTP: give the server TLS, or open the page with npm start.`,
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '');
}

/** Browsers take these for secure, whatever the protocol. */
function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^(?:127\.|\[::1\])/.test(hostname);
}
