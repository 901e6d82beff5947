import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('an answer is drawn layer by layer as it comes, by both sets of kernels, and can be gone back over', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 10 } });
  await chat.open('./#lab/live');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab).toContainText('What do the layers do?');

  await chat.ask('What is 47 + 38?');
  const chart = lab.getByRole('img', {
    name: /^Position \d+, fused kernels: RMS of mlp_residual ranges from .* in layer/,
  });
  await expect(chart).toBeVisible();
  await expect(chart.locator('[data-look="fused"] title')).toHaveCount(8);
  await expect(chart.locator('[data-look="first"] title')).toHaveCount(8);
  const last = Number(/Position (\d+)/.exec((await chart.getAttribute('aria-label'))!)![1]);

  await page.getByRole('radio', { name: 'reference' }).click();
  await chat.regenerate();
  const both = lab.getByRole('img', { name: /reference kernels/ });
  await expect(both.locator('[data-look="reference"] title')).toHaveCount(8);
  await expect(both.locator('[data-look="fused"] title')).toHaveCount(8);
  // The legend has room for its names.
  await expect(both.getByText(`fused, ${last}`)).toBeVisible();
  const beyond = await both.evaluate(
    (svg) =>
      [...svg.querySelectorAll('text')].filter(
        (text) => text.getBoundingClientRect().right > svg.getBoundingClientRect().right,
      ).length,
  );
  expect(beyond).toBe(0);

  await lab.getByLabel('Stage').selectOption('attn');
  await expect(lab.getByRole('img', { name: /RMS of attn ranges from/ })).toBeVisible();
  await lab.getByLabel('Figure', { exact: true }).selectOption({ label: 'entropy' });
  await lab.getByRole('slider', { name: /^Token/ }).press('Home');
  await lab.getByText(/^Numbers of position/).click();
  const first = last - 8;
  await expect(lab.getByText(`Numbers of position ${first}`)).toBeVisible();
  const entropies = lab.getByRole('table').getByRole('row').getByRole('cell');
  const unknown = async () => (await entropies.allInnerTexts()).filter((text) => text === '—').length;
  // Each token measures attention in one of the eight layers, so the eighth token completes it.
  expect(await unknown()).toBeGreaterThan(0);
  await lab.getByRole('slider', { name: /^Token/ }).press('End');
  await expect(lab.getByText(`Numbers of position ${last}`)).toBeVisible();
  expect(await entropies.count()).toBeGreaterThanOrEqual(8);
  expect(await unknown()).toBe(0);
  await expectNoViolations(page);
});

test('the map of tokens says what each cell is, zooms, and compares any two tokens', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 10 } });
  await chat.open('./#lab/live');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await chat.ask('What is 47 + 38?');
  const map = lab.getByRole('slider', { name: /^RMS of mlp_residual of every token/ });

  // By keys: layer, text of the token, position, value and channel.
  await map.focus();
  await page.keyboard.press('End');
  await expect(map).toHaveAttribute(
    'aria-valuetext',
    /^layer 0, \w+␣ \(\d+\): RMS [\d.]+; largest [\d.]+ in channel \d+$/,
  );
  await page.keyboard.press('ArrowDown');
  await expect(map).toHaveAttribute('aria-valuetext', /^layer 1, /);
  await page.keyboard.press('Home');
  await expect(map).toHaveAttribute('aria-valuetext', /^layer 1, <\|im_start\|> \(0\): RMS/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const slider = lab.getByRole('slider', { name: /^Token/ });
  await expect(slider).toHaveValue('0');

  // Any two tokens share the chart, and a table says where they differ.
  await lab.getByRole('button', { name: /^Compare \w+␣ \(\d+\) with another$/ }).click();
  await slider.press('End');
  const comparison = lab.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('table', { name: 'Largest differences' }).getByRole('row')).toHaveCount(9);
  await expect(lab.getByRole('img', { name: /^Position/ }).locator('[data-look="compared"] title')).toHaveCount(8);

  // By the pointer, and a rectangle is what is on show then.
  await map.scrollIntoViewIfNeeded();
  const size = (await map.boundingBox())!;
  await map.hover({ position: { x: size.width / 2, y: 10 } });
  await expect(lab.getByText(/^layer 0, \w+␣/)).toBeVisible();
  await page.mouse.down();
  await page.mouse.move(size.x + size.width - 5, size.y + 60);
  await page.mouse.up();
  await expect(map).toHaveAccessibleName(/: [234] layers and [456] tokens\./);
  await lab.getByRole('button', { name: 'Reset zoom' }).click();
  await expect(map).toHaveAccessibleName(/: 8 layers and 9 tokens\./);

  // The colours are told by a bar, on the scale that was chosen.
  await expect(lab.getByRole('img', { name: /^Colours from [\d.]+ to [\d.]+, logarithmic$/ })).toBeVisible();
  await lab.getByLabel('Scale').selectOption('linear');
  await lab.getByRole('spinbutton', { name: 'Colours from' }).fill('0');
  await expect(lab.getByRole('img', { name: /^Colours from 0 to [\d.]+, linear$/ })).toBeVisible();

  // Any chart has the full screen.
  await lab.getByRole('button', { name: 'Full screen: RMS of mlp_residual of every token' }).click();
  await expect.poll(async () => (await map.boundingBox())!.width).toBeGreaterThan(2 * size.width);
  await lab.getByRole('button', { name: 'Leave full screen: RMS of mlp_residual of every token' }).click();
  await expectNoViolations(page);
});
