import { expect, test } from 'vitest';
import { contentSecurityPolicy, headersFile, headersOf, metaPolicy, securityHeaders } from './headers.mjs';

test('the policy allows nothing inline, and connections only to the hub', () => {
  expect(contentSecurityPolicy()).not.toMatch(/unsafe|nonce|\bhttp:/);
  expect(contentSecurityPolicy()).toContain(
    "connect-src 'self' https://huggingface.co https://*.huggingface.co https://*.hf.co;",
  );
});

test('texts become scripts and HTML by one policy alone, and nothing may frame the page', () => {
  const directives = contentSecurityPolicy().split('; ');
  expect(directives[0]).toBe("default-src 'none'");
  expect(directives).toContain("require-trusted-types-for 'script'");
  expect(directives).toContain('trusted-types default');
  expect(directives).toContain("frame-ancestors 'none'");
  expect(securityHeaders()['Permissions-Policy']).toMatch(/^([a-z-]+=\(\)(, |$)){20,}$/);
});

test('the policy in the page forbids nothing that a header may allow, and all else', () => {
  const of = (policy: string) => new Map(policy.split('; ').map((each) => each.split(/ (.*)/) as [string, string]));
  const [meta, header] = [of(metaPolicy()), of(contentSecurityPolicy())];
  expect(meta.get('connect-src')).toBe("'self' http: https:");
  for (const name of ['connect-src', 'frame-ancestors']) [meta, header].forEach((policy) => policy.delete(name));
  expect(meta).toEqual(header);
});

test('static hosts get the same headers, and no path two policies', () => {
  const rules = headersFile()
    .split(/\n(?=\/)/)
    .map((rule) => {
      const [path, ...headers] = rule.trim().split('\n');
      return {
        path: path!,
        headers: Object.fromEntries(
          headers.map((line) =>
            line
              .trim()
              .split(/: (.*)/)
              .slice(0, 2),
          ),
        ),
      };
    });
  /** All that match are joined. */
  const headersAt = (target: string) => {
    const matching = rules.filter(({ path }) =>
      path.endsWith('*') ? target.startsWith(path.slice(0, -1)) : path === target,
    );
    const names = matching.flatMap(({ headers }) => Object.keys(headers));
    expect(new Set(names).size, target).toBe(names.length);
    return Object.assign({}, ...matching.map(({ headers }) => headers)) as Record<string, string>;
  };
  const forever = 'public, max-age=31536000, immutable';
  for (const [target, cache] of [
    ['/', 'no-cache'],
    ['/service_worker.js', 'no-cache'],
    ['/assets/worker-1a2b.js', forever],
    ['/wasm/transformers-1a2b.js', forever],
  ] as const) {
    expect(headersAt(target)).toEqual({ ...headersOf(target.slice(1)), 'Cache-Control': cache });
  }
  expect(headersAt('/headless.html')).toEqual(securityHeaders());
});

test('only what lies in wasm/ may run WebAssembly', () => {
  const policyOf = (file: string) => headersOf(file)['Content-Security-Policy'];
  expect(policyOf('wasm/transformers-1a2b.js')).toContain("script-src 'self' 'wasm-unsafe-eval';");
  for (const file of ['', 'index.html', 'assets/worker-1a2b.js', 'models/wasm/x.js']) {
    expect(policyOf(file), file).toBe(contentSecurityPolicy());
  }
});
