/**
 * The response headers of every file of the app. `npm start`, Vite's dev and preview servers, the tests and
 * `dist/_headers` for static hosts all take them from here.
 */

/** Hugging Face's hub and the hosts it redirects downloads to. */
const hubOrigins = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'];

/** Where the one worker lies that runs WebAssembly, with its runtime. A worker obeys the policy of its own response. */
const wasmFolder = 'wasm/';

/**
 * @param {object} [options]
 * @param {string[]} [options.connect] further origins that checkpoints may be fetched from
 * @param {string} [options.nonce] allows inline scripts and styles that carry it; only Vite's dev server needs one
 * @param {boolean} [options.wasm] allows WebAssembly
 * @returns {string} the Content-Security-Policy
 */
export function contentSecurityPolicy({ connect = [], nonce, wasm = false } = {}) {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${own}${wasm ? " 'wasm-unsafe-eval'" : ''}`,
    "worker-src 'self'",
    `style-src ${own}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...hubOrigins, ...connect].join(' ')}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The policy as a page can carry it itself, for hosts that send no headers. It forbids nothing that a header may allow: `--connect` admits
 * further hosts, and a page obeys both. It cannot say who may frame the page, nor bind the workers.
 */
export function metaPolicy() {
  return contentSecurityPolicy()
    .replace(/connect-src [^;]*/, "connect-src 'self' http: https:")
    .replace(/; frame-ancestors [^;]*/, '');
}

/** What a page can ask of a browser and this one never does. Copying, sharing and the full screen remain. */
const unused = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/**
 * The headers of every response but those of WebAssembly's folder, not only the page's.
 *
 * @param {Parameters<typeof contentSecurityPolicy>[0]} [options]
 * @returns {Record<string, string>}
 */
export function securityHeaders(options) {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
  };
}

/**
 * The headers of one response.
 *
 * @param {string} pathname of the request, below the app's folder, without a slash at its start
 * @param {Parameters<typeof contentSecurityPolicy>[0]} [options]
 */
export const headersOf = (pathname, options) => securityHeaders({ ...options, wasm: pathname.startsWith(wasmFolder) });

/**
 * How long a browser may keep a file without asking. Vite puts a content hash in the names under assets/ and wasm/ and nowhere else.
 *
 * @param {string} file its path, with '/' between segments
 */
export const cacheControl = (file) =>
  /(^|\/)(assets|wasm)\/[^/]+$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Files that a new version of the app is noticed by. Hosts keep some kinds of file longer where nothing says otherwise. */
const current = ['', 'index.html', 'service_worker.js', 'manifest.webmanifest'];

/** What obeys a policy: pages, under all names that hosts give them, and scripts of workers. */
const governed = ['', 'index.html', 'headless.html', 'headless', 'service_worker.js', 'assets/*', `${wasmFolder}*`];

/**
 * Paths have their policy in rules that never overlap: a host that joins the headers of all rules that match would bind a worker by both.
 *
 * @returns {string} the headers as Netlify's and Cloudflare Pages' `_headers` file
 */
export function headersFile() {
  const { 'Content-Security-Policy': _policy, ...everywhere } = securityHeaders();
  const rules = new Map([['/*', everywhere]]);
  /** @param {string} file @param {Record<string, string>} headers */
  const add = (file, headers) => rules.set(`/${file}`, { ...rules.get(`/${file}`), ...headers });
  for (const file of governed) {
    add(file, { 'Content-Security-Policy': contentSecurityPolicy({ wasm: file.startsWith(wasmFolder) }) });
  }
  for (const file of [...current, 'assets/*', `${wasmFolder}*`]) add(file, { 'Cache-Control': cacheControl(file) });
  return [...rules]
    .map(([path, headers]) =>
      [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n'),
    )
    .join('');
}
