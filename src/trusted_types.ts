interface Rules {
  createHTML(text: string): string | null;
  createScriptURL(address: string): string | null;
}

/** As lib.dom does not have it yet; absent in browsers that know no Trusted Types. */
const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: 'default', rules: Rules): unknown } };

/**
 * Makes the only Trusted Types policy: the browser asks it for every text that would become HTML or the address of a script, also one that
 * a library passes. Without it, the Content-Security-Policy refuses them all. The page and each worker that starts others call it first,
 * once.
 */
export function createTrustedTypesPolicy(): void {
  trustedTypes?.createPolicy('default', {
    /** Markdown's reader has the browser decode character references, and nobody writes HTML. */
    createHTML: (text) => (/^&#?[a-z\d]{1,32};$/i.test(text) ? text : null),
    /** The page's own workers, and its service worker. */
    createScriptURL(address) {
      const { origin, href } = new URL(address, location.href);
      return origin === location.origin ? href : null;
    },
  });
}
