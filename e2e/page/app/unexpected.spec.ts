import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test('an error that nobody expected is told of once, with a report to copy', async ({
  page,
  chat,
  problems,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visitedBefore(page);
  await chat.open();
  await chat.ask('My own words');
  const reject = () => page.evaluate(() => void Promise.reject(new TypeError('cannot read "My own words"')));
  await reject();
  const card = page.getByRole('alert', { name: 'Something unexpected went wrong' });
  await expect(card).toContainText('Your conversations are kept.');
  await card.getByText('Show report').click();
  const report = await card.locator('pre').innerText();
  expect(report).toMatch(/^Plumbline \d+\.\d+\.\d+\nError: TypeError: cannot read "…"\n/);
  for (const part of ['Browser: Mozilla', 'Adapter: ', 'bindings of', 'Program: embed', 'answer ends']) {
    expect(report).toContain(part);
  }
  expect(report).not.toContain('own words');

  await card.getByRole('button', { name: 'Copy report' }).click();
  await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
  await chat.message.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(chat.message).toHaveValue(/^Plumbline/);
  await chat.message.fill('');

  await card.getByRole('button', { name: 'Continue' }).click();
  await expect(card).toBeHidden();
  expect((await chat.ask('And further')).content).not.toBe('');
  await expect(card).toBeHidden();
  problems.splice(0);
});

test('a page that an error took away comes back with its conversation', async ({ page, chat, problems }) => {
  await page.addInitScript(() => {
    const matchMedia = window.matchMedia.bind(window);
    window.matchMedia = (query) => {
      if ('broken' in window) throw new RangeError('broken');
      return matchMedia(query);
    };
  });
  await visitedBefore(page);
  await chat.open();
  await chat.ask('Hello');
  await page.evaluate(() => Object.assign(window, { broken: true }));
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const card = page.getByRole('alert', { name: 'Something unexpected went wrong' });
  await expect(card).toContainText('RangeError: broken');
  await expect(chat.message).toBeHidden();
  await page.evaluate(() => Reflect.deleteProperty(window, 'broken'));
  await card.getByRole('button', { name: 'Continue' }).click();
  await expect(card).toBeHidden();
  await expect(page.getByText('Hello', { exact: true })).toBeVisible();
  problems.splice(0);
});
