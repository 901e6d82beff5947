import type { Page } from '@playwright/test';
import { chromiumArguments } from '../../../tools/lib/browser.mjs';
import { beforeWorkers } from '../../fixtures/probe.ts';
import { expect, test as base } from '../../test.ts';
import { fetched } from '../../fixtures/fetched.ts';

/** In a browser without WebGPU. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = chromiumArguments().filter((argument) => !argument.includes('webgpu'));
      await use({ ...launchOptions, args: [...args, '--disable-gpu'] });
    },
    { scope: 'worker' },
  ],
});

/** Resolves once `text` was on the page, for however short a time. */
function appearance(page: Page, text: string): Promise<void> {
  return page.evaluate(
    (text) =>
      new Promise<void>((resolve) => {
        const look = () => void (document.body.textContent.includes(text) && resolve());
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    text,
  );
}

test('a browser that offers no adapter gets a message, with browsers and settings that work', async ({
  page,
  chat,
}) => {
  await page.goto('./');
  const card = page.getByRole('alert', { name: 'WebGPU does not work here' });
  await expect(card).toContainText('offers no adapter: update the graphics driver');
  await expect(card).toContainText('Safari');
  await expect(card).toContainText('chrome://flags/#enable-unsafe-webgpu');
  await chat.message.fill('Hello!');
  await expect(chat.send).toBeDisabled();

  const looked = appearance(page, 'Looking for a GPU…');
  await card.getByRole('button', { name: 'Try again' }).click();
  await looked;
  await expect(card).toBeVisible();
});

test('a page that was not loaded securely says that this is why', async ({ page, appAddress, origins }) => {
  const address = appAddress.replace('127.0.0.1', 'plumbline.test');
  origins.push(address);
  // The server answers to this machine's own names alone.
  await page.route(`${address}**`, async (route) => {
    const url = route.request().url().replace(address, appAddress);
    await route.fulfill({ response: await fetched(route, url) });
  });
  await page.goto(address);
  const card = page.getByRole('alert', { name: 'WebGPU does not work here' });
  await expect(card).toContainText('open it over https or from localhost');
});

test('a browser that does not know WebGPU gets a list of those that do', async ({ page }) => {
  await beforeWorkers(page, () => Object.defineProperty(navigator, 'gpu', { value: undefined }));
  await page.goto('./');
  const card = page.getByRole('alert', { name: 'WebGPU does not work here' });
  await expect(card).toContainText('This browser has no WebGPU: use a current Chrome, Edge, Safari or Firefox');
});
