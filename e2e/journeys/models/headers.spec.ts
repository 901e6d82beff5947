import type { Page, Worker } from '@playwright/test';
import { securityHeaders } from '../../../tools/serve/headers.mjs';
import { expect, test } from '../../test.ts';
import { fetched } from '../../fixtures/fetched.ts';

/** The engine's worker, once it runs. */
async function engineWorker(page: Page): Promise<Worker> {
  return page.workers()[0] ?? (await page.waitForEvent('worker'));
}

/** The directive of the policy that keeps `scope` from fetching `url`; 'allowed' when it may try. */
function refusedBy(scope: Pick<Worker, 'evaluate'>, url: string): Promise<string> {
  return scope.evaluate(async (target) => {
    const violation = new Promise<string>((resolve) => {
      // In a page the event goes to the document, in a worker to the global scope; it bubbles to both.
      globalThis.addEventListener('securitypolicyviolation', ((event: SecurityPolicyViolationEvent) =>
        resolve(event.effectiveDirective)) as EventListener);
    });
    // A fetch that the policy refuses fails before or after the event that says so.
    return fetch(target).then(
      () => 'allowed',
      () => violation,
    );
  }, url);
}

test('every response of a first visit carries the security headers, the worker script too', async ({ page, chat }) => {
  const responses = new Map<string, Record<string, string>>();
  page.on('response', (response) => responses.set(new URL(response.url()).pathname, response.headers()));
  await chat.open();
  const paths = () => [...responses.keys()];
  // A worker may run before its response is reported.
  await expect.poll(() => paths().some((path) => /^\/assets\/worker-.+\.js$/.test(path))).toBe(true);
  expect(paths()).toContain('/');
  expect(paths().some((path) => path.endsWith('.css'))).toBe(true);
  for (const [path, headers] of responses) {
    for (const [name, value] of Object.entries(securityHeaders())) {
      expect(headers[name.toLowerCase()], `${name} of ${path}`).toBe(value);
    }
  }
});

test('a first visit fetches no WebAssembly', async ({ page, chat }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await chat.open();
  expect(fetched.filter((url) => /\.wasm|onnx/.test(url))).toEqual([]);
});

test('the policy keeps page and worker from other hosts, but not from the hub', async ({ page, problems }) => {
  await page.goto('headless.html');
  const worker = await engineWorker(page);
  for (const scope of [page, worker]) {
    expect(await refusedBy(scope, 'https://elsewhere.example/')).toBe('connect-src');
  }
  expect(problems.length).toBeGreaterThan(0);

  await page.route('https://huggingface.co/**', (route) =>
    route.fulfill({ body: '', headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  expect(await refusedBy(page, 'https://huggingface.co/config.json')).toBe('allowed');
  problems.splice(0);
});

test('the policy runs no text and shows no remote image', async ({ page, problems }) => {
  await page.goto('headless.html');
  const seen = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
    const script = document.createElement('script');
    const attempts: [string, () => void][] = [
      ['a script', () => (script.textContent = 'document.title = "inline"')],
      ['a script elsewhere', () => (script.src = 'https://elsewhere.example/x.js')],
      ['HTML', () => (document.body.innerHTML = '<img src="x" onerror="document.title = 1">')],
      ['a worker elsewhere', () => new Worker('https://elsewhere.example/x.js')],
      ['a worker of data', () => new Worker('data:text/javascript,1')],
      ['a service worker elsewhere', () => void navigator.serviceWorker?.register('https://elsewhere.example/x.js')],
    ];
    const ran = attempts.flatMap(([what, run]) => {
      try {
        run();
        return [what];
      } catch {
        return [];
      }
    });
    const image = new Image();
    image.src = 'https://elsewhere.example/pixel.png';
    await new Promise((resolve) => image.addEventListener('error', resolve));
    const names = [...new Set(directives)].toSorted();
    return { ran, names, title: document.title };
  });
  // A promise tells of a service worker.
  expect(seen.ran).toEqual(['a service worker elsewhere']);
  expect(seen.title).toBe('Plumbline, headless');
  expect(seen.names).toEqual(['img-src', 'require-trusted-types-for']);
  problems.splice(0);
});

test('a host that sends no headers has the policy of the page itself', async ({ page, problems, appAddress }) => {
  await page.route(`${appAddress}**`, async (route) => {
    const response = await fetched(route);
    const type = response.headers()['content-type'] ?? '';
    await route.fulfill({ status: response.status(), headers: { 'Content-Type': type }, body: await response.body() });
  });
  await page.goto('headless.html');
  const directives = await page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const image = new Image();
    image.src = 'https://elsewhere.example/pixel.png';
    await new Promise((resolve) => image.addEventListener('error', resolve));
    try {
      document.body.innerHTML = '<b></b>';
    } catch {
      seen.push('refused');
    }
    return seen;
  });
  expect(directives).toEqual(['img-src', 'refused']);
  expect(await engineWorker(page)).toBeTruthy();
  problems.splice(0);
});
