import type { Page } from '@playwright/test';
import { keptModel } from '../../fake_library/controls.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inLibrary, test } from '../test.ts';

/** Serves the bundled checkpoint as another one, too. */
async function serveMine(page: Page): Promise<void> {
  await page.route('**/models/mine/**', (route) =>
    route.continue({ url: route.request().url().replace('/models/mine/', '/models/demo/') }),
  );
}

const calls = (page: Page) => inLibrary(page, (fake) => fake.calls);

test.beforeEach(({ page }) => visitedBefore(page));

test.describe('what is loaded', () => {
  test.beforeEach(async ({ page, chat }) => {
    await serveMine(page);
    await chat.open();
  });

  test('is kept, and comes back with its choices; the demo takes its place where it cannot', async ({
    page,
    chat,
    models,
    appAddress,
  }) => {
    await models.open();
    await models.inspectAddress('models/mine/');
    await models.dialog.getByLabel('Weights').selectOption('8-bit');
    await models.loadIt();
    await expect(chat.modelLine).toContainText('mine');
    const base = `${appAddress}models/mine/`;
    expect(await calls(page)).toEqual([
      { method: 'keep', given: { kind: 'url', base } },
      { method: 'used', given: base },
    ]);

    await page.reload();
    await chat.ready();
    await expect(chat.modelLine).toContainText(/mine.+8-bit/);

    await page.route('**/models/mine/**', (route) => route.fulfill({ status: 410 }));
    await page.reload();
    const notice = page.getByRole('alert').filter({ hasText: 'mine could not be loaded' });
    await expect(notice).toContainText('so Toy (7M) is loaded instead.');
    await chat.ready();
    await expect(chat.modelLine).toContainText('Toy (7M)');

    await page.unroute('**/models/mine/**');
    await serveMine(page);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(chat.modelLine).toContainText(/mine.+8-bit/);
    await expect(notice).toBeHidden();
  });

  test('is not kept where a person says so, and can be kept later', async ({ page, chat, models }) => {
    await models.open();
    await models.inspectAddress('models/mine/');
    await models.dialog.getByRole('checkbox', { name: 'Keep on this device' }).uncheck();
    await models.loadIt();
    expect(await calls(page)).toEqual([]);

    await chat.modelLine.getByRole('button', { name: 'mine' }).click();
    const row = models.dialog.getByRole('listitem', { name: 'mine' });
    await expect(row).toContainText('not kept');
    await row.getByRole('button', { name: 'Keep on this device' }).click();
    await expect(row).toContainText('Downloading');
    await expect(row).toContainText('On the GPU');
  });

  test('from a folder comes back, too, where the browser gives a handle of it', async ({ page, chat, models }) => {
    await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('my-model', { create: true });
      const files = ['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'];
      for (const name of files) {
        const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await file.write(await (await fetch(`models/demo/${name}`)).blob());
        await file.close();
      }
      Object.defineProperty(window, 'showDirectoryPicker', { value: async () => folder });
    });
    await models.open();
    await models.dialog.getByRole('button', { name: 'Choose a folder' }).click();
    await models.loadIt();
    await page.reload();
    await chat.ready();
    await expect(chat.modelLine).toContainText('my-model');
  });
});

const dayMs = 86_400_000;

test.describe('the manager', () => {
  test.use({
    shelf: {
      wrongBlocks: 2,
      models: [
        keptModel('Qwen/Qwen3-0.6B', { usedAt: Date.now() }),
        keptModel('Qwen/Qwen3-4B', { state: 'downloading', keptBytes: 410_000_000, bytesPerSecond: 28_400_000 }),
      ],
    },
  });

  test('pauses, resumes, verifies and deletes, and shows downloads while it is closed', async ({
    page,
    chat,
    models,
  }) => {
    await chat.open();
    const mark = chat.modelLine.getByRole('button', { name: '34%' });
    await mark.click();
    const row = (name: string) => models.dialog.getByRole('listitem', { name });
    const large = row('Qwen/Qwen3-4B');
    await expect(large).toContainText('410 MB of 1.19 GB, 28.4 MB/s, 28 s left');
    await large.getByRole('button', { name: 'Pause' }).click();
    await expect(large).toContainText('Paused');
    await page.keyboard.press('Escape');
    await expect(chat.modelLine.getByRole('button')).toHaveText('Toy (7M)');
    await chat.modelLine.getByRole('button', { name: 'Toy (7M)' }).click();
    await large.getByRole('button', { name: 'Resume' }).click();
    await inLibrary(page, (fake) =>
      fake.change('Qwen/Qwen3-4B', {
        state: 'retrying',
        failure: { kind: 'unreachable', message: 'The hub did not answer.' },
        retryAt: Date.now() + 30_000,
      }),
    );
    await expect(large).toContainText(/The hub did not answer\. Retrying at \d\d:\d\d:\d\d\./);

    await expectNoViolations(page);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await models.dialog.evaluate(({ lastElementChild: body }) => body!.scrollWidth - body!.clientWidth)).toBe(0);

    const small = row('Qwen/Qwen3-0.6B');
    await expect(small).toContainText('1.19 GB · BF16 · Hugging Face, main, commit c1899de · used today');
    await small.getByText('2 files').click();
    await expect(small).toContainText(/config\.json726 B, verified ?SHA-256, computed on this device: 5{64}/);
    await expect(small).toContainText(/model\.safetensors1\.19 GB, verified ?SHA-256, as published: f47f7117/);
    await expectNoViolations(page);
    await small.getByRole('button', { name: 'Verify' }).click();
    await expect(small.getByRole('status')).toContainText('2 blocks were wrong');
    await expect(small.getByRole('button', { name: 'Resume' })).toBeVisible();

    await small.getByRole('button', { name: 'Delete' }).click();
    await expect(small.getByRole('button', { name: 'Keep' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(small).toBeVisible();
    await small.getByRole('button', { name: 'Delete' }).click();
    await small.getByRole('group', { name: 'Delete Qwen/Qwen3-0.6B?' }).getByRole('button', { name: 'Delete' }).click();
    await expect(small).toBeHidden();
    await expect(models.dialog.getByRole('heading', { name: 'On this device' })).toBeFocused();

    const asked = (await calls(page)).map(({ method }) => method);
    expect(asked).toEqual(['pause', 'resume', 'verify', 'remove']);
  });
});

test.describe('with little room', () => {
  test.use({
    shelf: {
      usage: 2_000_000_000,
      quota: 2_000_500_000,
      models: [
        keptModel('lately', { usedAt: Date.now() }),
        keptModel('long ago', { usedAt: Date.now() - 40 * dayMs, bytes: 900_000, keptBytes: 900_000 }),
      ],
    },
  });

  test('what was not used for longest is offered for deletion', async ({ page, chat, models }) => {
    await serveMine(page);
    await chat.open();
    await models.open();
    await models.inspectAddress('models/mine/');
    await expect(models.dialog.getByRole('checkbox', { name: 'Keep on this device' })).toBeDisabled();
    await expect(models.dialog.getByRole('listitem')).toHaveText(/^long ago, 900 kB, used \w{3} \d+, \d{4}/);
    await models.dialog.getByRole('button', { name: 'Delete long ago' }).click();
    await models.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => calls(page)).toEqual([{ method: 'remove', given: 'long ago' }]);
  });
});

test.describe('where nothing can be kept', () => {
  const message = 'This window keeps no models: each visit downloads them again.';
  test.use({ shelf: { unavailable: { kind: 'no-storage', message } } });

  test('one line says so, and models load all the same', async ({ page, chat, models }) => {
    await serveMine(page);
    await chat.open();
    await models.open();
    await expect(models.dialog).toContainText(message);
    await models.inspectAddress('models/mine/');
    await expect(models.dialog.getByText(message)).toBeVisible();
    await models.loadIt();
    await expect(chat.modelLine).toContainText('mine');
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  });
});
