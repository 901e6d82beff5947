import { beforeWorkers } from './fixtures/probe.ts';
import { visitedBefore } from './pages/kept.ts';
import { expect, test } from './test.ts';

test('an adapter that is only there at the third time of asking is taken', async ({ page, chat }) => {
  await beforeWorkers(page, () => {
    const { prototype } = GPU;
    const request = Reflect.get(prototype, 'requestAdapter');
    let asked = 0;
    prototype.requestAdapter = async function (options) {
      asked += 1;
      return asked < 3 ? null : request.call(this, options);
    };
  });
  await visitedBefore(page);
  await chat.open();
  await chat.ask('Hello!');
});

test('an adapter that gives no device is told so, and can be tried again', async ({ page, chat }) => {
  await beforeWorkers(page, () => {
    const { prototype } = GPUAdapter;
    const request = Reflect.get(prototype, 'requestDevice');
    let asked = 0;
    prototype.requestDevice = async function (descriptor) {
      asked += 1;
      if (asked === 1) throw new DOMException('too many devices', 'OperationError');
      return request.call(this, descriptor);
    };
  });
  await visitedBefore(page);
  await page.goto('./');
  const card = page.getByRole('alert', { name: 'This GPU is too small' });
  await expect(card).toContainText('too many devices');
  await card.getByRole('button', { name: 'Try again' }).click();
  await chat.ready();
  await chat.ask('Hello!');
});
