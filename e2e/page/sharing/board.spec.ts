import { readFile } from 'node:fs/promises';
import { putFinding, takeText } from '../../../src/findings/container/carry.ts';
import { benchOf } from '../../../src/findings/bench/bench.fixture.ts';
import { onePixel } from '../../../src/findings/finding.fixture.ts';
import { readBoard } from '../../../src/findings/format/board.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { downloaded, drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../test.ts';

const evil = '<img src="https://evil.example/x" onerror="document.title=\'owned\'">';

const picture = async (speed: number, on: string) => ({
  name: `${on.slice(0, 8)}.png`,
  mimeType: 'image/png',
  buffer: Buffer.from(await putFinding(onePixel, benchOf(speed, on))),
});

test('pictures from people are a board, the hostile ones among them are refused, and its picture is one again', async ({
  page,
  chat,
}) => {
  await visitedBefore(page);
  await chat.open();
  await page.goto('./#board');
  const board = page.getByRole('dialog', { name: 'Board' });
  await expect(board).toContainText('Nothing is on the board yet');
  const finding = { name: 'finding.png', mimeType: 'image/png', buffer: await readFile('docs/finding.png') };
  const cut = { ...finding, name: 'cut.png', buffer: finding.buffer.subarray(0, 900) };
  const text = { name: 'text.png', mimeType: 'image/png', buffer: Buffer.from(evil) };
  await board
    .getByLabel('Pictures for the board')
    .setInputFiles([await picture(40, 'Slow GPU'), cut, await picture(900, evil), text, finding]);

  const rows = board.getByRole('table', { name: 'Machines' }).locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(board.getByRole('alert').getByRole('listitem')).toHaveText([/^cut\.png .*cut short/, /^text\.png .*no/]);
  await expect(rows.getByRole('rowheader').first()).toHaveText(evil);
  await expect(rows.filter({ hasText: 'told' })).toHaveCount(3);
  await expect(page.locator('img')).toHaveCount(0);
  await board.getByRole('button', { name: 'worst' }).click();
  await expect(board.getByRole('columnheader', { name: 'worst' })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.first()).toContainText('wrong');
  await expectNoViolations(page);

  const shared = await downloaded(page, 'Download picture');
  expect(readBoard((await takeText(await readFile(shared.file), 'board'))!, 'This picture')).toHaveLength(3);

  // Somebody else's board is dropped on the chat, and what it tells is known already.
  await page.keyboard.press('Escape');
  await page.reload();
  await chat.ready();
  await drop(page, [shared.file]);
  await expect(rows).toHaveCount(3);
  await board.getByRole('button', { name: /^Remove Slow GPU/ }).click();
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveTitle('Plumbline');
});
