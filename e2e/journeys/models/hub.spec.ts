import { readFile } from 'node:fs/promises';
import { chromiumArguments } from '../../../tools/lib/browser.mjs';
import { placeholderFolder } from '../../app_server.ts';
import { type Hub, hubCommit, startHub } from '../../fixtures/hub.ts';
import type { TestServer } from '../../fixtures/servers.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test as base } from '../../test.ts';

const storageHost = 'cas-bridge.xethub.hf.co';

/** In a browser that resolves the hub's hosts to servers of this machine. The page and its policy are the published ones. */
const test = base.extend<object, { hubServers: Hub }>({
  hubServers: [
    async ({}, use) => {
      const certificate = await readFile(new URL('../../fixtures/certificate.pem', import.meta.url));
      const servers = await startHub(placeholderFolder, {
        id: 'Qwen/Qwen3-tiny',
        certificate,
        storageOrigin: `https://${storageHost}`,
      });
      await use(servers);
      await servers.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, hubServers }, use) => {
      const at = (server: TestServer) => new URL(server.origin).host;
      const rules = `MAP huggingface.co ${at(hubServers.hub)},MAP ${storageHost} ${at(hubServers.storage)}`;
      const args = [...chromiumArguments(), `--host-resolver-rules=${rules}`, '--ignore-certificate-errors'];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  origins: async ({ origins }, use) => {
    await use([...origins, 'https://huggingface.co/', `https://${storageHost}/`]);
  },
});

test.beforeEach(({ page }) => visitedBefore(page));

test('a Hugging Face id loads across the redirects, under the published policy', async ({
  chat,
  models,
  hubServers,
}) => {
  await chat.open();
  const { content } = await chat.ask('Hello!');
  await models.open();
  await models.inspectId('Qwen/Qwen3-tiny');
  await expect(models.dialog.getByRole('heading', { name: 'Qwen/Qwen3-tiny' })).toBeVisible();
  await expect(models.fact('To download')).toHaveText(/MB$/);
  await models.loadIt();
  await expect(chat.modelLine).toContainText('Qwen/Qwen3-tiny');
  expect((await chat.regenerate()).content).toBe(content);
  expect(hubServers.hub.requests).toContain(`GET /Qwen/Qwen3-tiny/resolve/${hubCommit}/config.json`);
  const weights = hubServers.storage.requests.filter((request) => request.includes('model.safetensors'));
  expect(weights.length).toBeGreaterThan(0);
  expect(weights.every((request) => request.includes(' bytes='))).toBe(true);
});

const refused = [
  { id: 'Qwen/Qwen9', says: /Qwen\/Qwen9 does not exist or is private: check the spelling/ },
  { id: 'Qwen3-0.6B', says: /"Qwen3-0\.6B" is not a Hugging Face id; write owner\/name/ },
];
for (const { id, says } of refused) {
  test(`the id ${id} is refused in one line`, async ({ chat, models }) => {
    await chat.open();
    await models.open();
    await models.inspectId(id);
    await expect(models.refusal).toContainText(says);
    await expect(models.refusal).toContainText('Toy (7M) is still loaded.');
  });
}
