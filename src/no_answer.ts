/**
 * Listens for the page's policy until it is stopped. What the policy forbids fails like anything else: only an event tells why.
 */
export function watchPolicy() {
  let forbids = false;
  const note = () => (forbids = true);
  globalThis.addEventListener?.('securitypolicyviolation', note);
  return {
    stop: () => globalThis.removeEventListener?.('securitypolicyviolation', note),
    /** Whether it has forbidden anything. The event is a task of its own, which may come behind the failure. */
    async forbids(): Promise<boolean> {
      await new Promise((resolve) => setTimeout(resolve, 0));
      return forbids;
    },
  };
}

/**
 * Why a request failed, and the remedy, as far as a browser lets it be told. `reason` is what it says itself, which is little; `corsRemedy`
 * helps where a server answers and lets no page read it.
 */
export async function whyNoAnswer(
  url: string,
  reason: string,
  forbidden: boolean,
  ask: (url: string, init: RequestInit) => Promise<Response> = fetch,
  corsRemedy = 'let it send Access-Control-Allow-Origin, or download the files and open the folder',
): Promise<string> {
  const { origin } = new URL(url);
  if (forbidden) {
    return (
      `the page may not connect to ${origin}, or to a server that it redirects to (Content-Security-Policy); ` +
      `start the page with: npm start -- --connect ${origin}`
    );
  }
  if (isOffline()) return 'this device is offline; connect it to the network, then try again';
  if (await answersUnread(url, ask)) {
    return `the server answers, but lets no page of another server read what it sends (CORS); ${corsRemedy}`;
  }
  return `no answer (${reason}); check the address and the connection`;
}

/** Whether a URL is of the page's own origin. Node, where the tests and tools are, has none and asks for no permission. */
export function isOwn(url: string): boolean {
  return globalThis.location === undefined || new URL(url).origin === location.origin;
}

/** As far as the browser knows. Node, where the tests and tools are, does not say. */
function isOffline(): boolean {
  return 'navigator' in globalThis && 'onLine' in navigator && !navigator.onLine;
}

/** An address as it may be shown: its query can be a signature. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Whether a server of another origin answers when nothing of its answer may be read, which needs no permission of it. */
async function answersUnread(
  url: string,
  ask: (url: string, init: RequestInit) => Promise<Response>,
): Promise<boolean> {
  if (isOwn(url)) return false;
  try {
    await ask(url, { method: 'HEAD', mode: 'no-cors', cache: 'no-store' });
    return true;
  } catch {
    return false; // the network is at fault, or there is no such server
  }
}
