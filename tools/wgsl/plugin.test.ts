import path from 'node:path';
import { createServer, type DevEnvironment, type EnvironmentModuleNode, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shaderFolder } from './library.mjs';
import { wgsl } from './plugin.mjs';

let server: ViteDevServer;
let client: DevEnvironment;

beforeAll(async () => {
  server = await createServer({
    configFile: false,
    root: shaderFolder,
    logLevel: 'error',
    plugins: [wgsl({ hot: true })],
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, watch: null },
  });
  client = server.environments.client;
});

afterAll(() => server.close());

async function load(place: string): Promise<EnvironmentModuleNode> {
  await client.transformRequest(`/${place}`);
  return (await client.moduleGraph.getModuleByUrl(`/${place}`))!;
}

test('a module accepts its own update, and every kernel composed with a changed file is among the updates', async () => {
  const [shared, kernel, other] = [
    await load('shared/teams/team_row.wgsl'),
    await load('down/product_add.wgsl'),
    await load('plain/add.wgsl'),
  ];
  expect(kernel.isSelfAccepting).toBe(true);
  const plugin = server.config.plugins.find(({ name }) => name === 'plumbline:wgsl')!;
  const hotUpdate = plugin.hotUpdate as (options: object) => EnvironmentModuleNode[];
  const file = path.join(shaderFolder, 'shared/teams/team_row.wgsl').replaceAll('\\', '/');
  const updated = hotUpdate.call({ environment: client } as never, { file, modules: [shared] });
  expect(updated).toContain(shared);
  expect(updated).toContain(kernel);
  expect(updated).not.toContain(other);
});
