import { expect, test } from 'vitest';
import type { Installed } from '../offline/page.ts';
import { createUpdate } from './update.ts';

function opened() {
  let onWaiting: (installed: Installed) => void = () => {};
  const log: string[] = [];
  const update = createUpdate({
    async install(callback) {
      onWaiting = callback;
    },
    reload: () => void log.push('reloaded'),
  });
  const waits = () =>
    onWaiting({
      async activate() {
        log.push('activated');
      },
    });
  return { update, log, waits };
}

test('a new version is activated before the page is reloaded', async () => {
  const { update, log, waits } = opened();
  expect(update.getState().waiting).toBeNull();
  waits();
  expect(log).toEqual([]);
  await update.getState().reload();
  expect(log).toEqual(['activated', 'reloaded']);
});

test('a version that was put off is not offered again, the next one is', () => {
  const { update, waits } = opened();
  waits();
  update.getState().dismiss();
  expect(update.getState().waiting).toBeNull();
  waits();
  expect(update.getState().waiting).not.toBeNull();
});
