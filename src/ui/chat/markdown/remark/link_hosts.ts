/** Where a link leads, if its text may tell otherwise. */

/** A text that reads like an address. */
const address =
  /^\s*(?:(?:https?:\/\/|www\.)([^\s/?#]+)|([^\s/?#@]+\.(?:com|org|net|gov|edu|io|co|dev|app|ai|bank|info)))(?=[\s/?#]|$)/i;

const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');

/**
 * The host of `url` where a reader may take it for another: letters beyond ASCII look like others (its punycode tells), a name
 * may stand before `@`, and a text may be another address. Null where there is nothing to tell.
 */
export function hostToTell(url: string, shown: string): string | null {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null;
  const { host, hostname, username } = new URL(url);
  const [, full, short] = address.exec(shown) ?? [];
  const named = full ?? short;
  const tellsOther = named !== undefined && bare(named) !== bare(host) && bare(named) !== bare(hostname);
  const isForeign = /(?:^|\.)xn--/.test(hostname) && !shown.includes(hostname);
  return isForeign || username !== '' || tellsOther ? host : null;
}
