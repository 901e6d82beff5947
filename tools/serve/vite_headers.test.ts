import { resolveConfig } from 'vite';
import { expect, test } from 'vitest';
import { securityHeaders } from './headers.mjs';

test("Vite's preview server sends the headers of npm start", async () => {
  const { preview } = await resolveConfig({ mode: 'production' }, 'serve', 'production', 'production', true);
  expect(preview.headers).toEqual(securityHeaders());
});

test("Vite's dev server sends the same headers, except for a nonce for its own scripts and styles, and WebAssembly", async () => {
  const { server, html } = await resolveConfig({}, 'serve');
  const { 'Content-Security-Policy': policy, ...others } = server.headers as Record<string, string>;
  const { 'Content-Security-Policy': strictPolicy, ...strictOthers } = securityHeaders();
  expect(others).toEqual(strictOthers);
  expect(html?.cspNonce).toBeTruthy();
  expect(policy).not.toBe(strictPolicy);
  const strict = policy!.replaceAll(` 'nonce-${html!.cspNonce}'`, '').replace(" 'wasm-unsafe-eval'", '');
  expect(strict).toBe(strictPolicy);
});

test('a build has no nonce', async () => {
  const { html } = await resolveConfig({}, 'build');
  expect(html?.cspNonce).toBeUndefined();
});
