import path from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../../../tools/serve/server.mjs';
import { runTool } from '../../tools.ts';
import { fetched } from '../../fixtures/fetched.ts';

test('a kernel runs headless, and a wrong command line is one line that names the remedy', async () => {
  const [right, unknown] = await Promise.all([
    runTool('kernels', ['product_add', '--shape', 'inputs=24,outputs=5', '--format', 'bf16']),
    runTool('kernels', ['no_such']),
  ]);
  expect(right.stderr).toBe('');
  expect(right.stdout).toMatch(/product_add: BF16, inputs 24, outputs 5\n {2}right\n {2}error \S+, at most \S+ /);
  expect(right.exitCode).toBe(0);
  expect(unknown).toEqual({
    stdout: '',
    stderr: 'no_such: no such kernel; npm run kernels -- --list names them.\n',
    exitCode: 1,
  });
});

test('a chain agrees with float64 by dispatches and by one that waits for its own words', async () => {
  const { stdout, exitCode } = await runTool('kernels', [
    '--ladder',
    'chain',
    '--shape',
    'links=4,width=24',
    '--format',
    'bf16',
  ]);
  expect(stdout).toMatch(/1 dispatch_a_link +0\.\d+[^]*2 persistent_chain +0\.\d+/);
  expect(exitCode).toBe(0);
});

test('a word that never comes ends a kernel that waits for it', async ({ page }) => {
  const server = createAppServer({ folders: { '/': path.join(root, 'build/workbench') } });
  const address = await listen(server, 0);
  await page.route('**/assets/*.js', async (route) => {
    const response = await fetched(route);
    const script = (await response.text())
      .replaceAll('in_group < group_rows && row < inputs', '$& && (row != 3u || link != 1u)')
      // So that it ends soon without a GPU, too.
      .replaceAll('patience: u32 = 1u << 16u', 'patience: u32 = 16u');
    await route.fulfill({ response, body: script });
  });
  try {
    await page.goto(`${address}#kernel=chain/persistent_chain&shape=links=4,width=24&format=bf16`);
    await expect(page.getByText('Wrong', { exact: true })).toBeVisible();
    await expect(page.getByText(/^Largest error at value 0: NaN in place of \S+$/)).toBeVisible();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('the page shows where a kernel does not compile, and by how much one is wrong', async ({ page }) => {
  const server = createAppServer({ folders: { '/': path.join(root, 'build/workbench') } });
  const address = await listen(server, 0);
  let edit: [string, string] = ['let residual = x[row];', 'let residual = absent[row];'];
  await page.route('**/assets/*.js', async (route) => {
    const response = await fetched(route);
    await route.fulfill({ response, body: (await response.text()).replaceAll(...edit) });
  });
  try {
    await page.goto(`${address}#kernel=product_add&shape=inputs=24,outputs=5&format=bf16`);
    await expect(page.getByText('Does not run', { exact: true })).toBeVisible();
    const words = /^shaders\/down\/product_add\.wgsl:\d+:\d+: unresolved value 'absent'$/;
    await expect(page.getByLabel('Result').getByText(words)).toBeVisible();
    await expect(page.getByLabel('Composed WGSL').getByText(words)).toBeInViewport();

    edit = ['let residual = x[row];', 'let residual = 2f * x[row];'];
    await page.reload();
    await expect(page.getByText('Wrong', { exact: true })).toBeVisible();
    await expect(page.getByText(/^Largest error at value \d: \S+ in place of \S+$/)).toBeVisible();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
