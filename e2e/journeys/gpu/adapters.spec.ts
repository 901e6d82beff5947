import { beforeWorkers } from '../../fixtures/probe.ts';
import { endlessAnswers, shortContext } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

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

test('an adapter that gives no device is reported, and can be tried again', async ({ page, chat }) => {
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

test('a step without a fused kernel is disabled, and says why', async ({ page, chat }) => {
  // Less than the weights that the bundled model's gate_up binds at once, and enough for everything that cannot be split.
  await beforeWorkers(page, () => {
    const limits = GPUSupportedLimits.prototype;
    Object.defineProperty(limits, 'maxStorageBufferBindingSize', { get: () => 48 * 1024 });
  });
  await endlessAnswers(page);
  await shortContext(page, 64);
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open();
  await page.getByRole('button', { name: 'kernels of each step' }).click();
  const step = (name: string) =>
    page.getByRole('dialog', { name: 'Kernels of each step' }).getByRole('switch', { name, exact: true });
  await expect(step('gate_up')).toBeDisabled();
  await expect(step('gate_up')).not.toBeChecked();
  await expect(step('gate_up')).toHaveAccessibleDescription(/Always the reference here: its weights are larger/);
  await expect(step('sample')).toBeEnabled();
});
