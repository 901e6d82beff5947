import type { DiagnosisRequest, Suspect } from '../../../src/worker/api.ts';
import { SelfTestPage } from '../../pages/self_test.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test as base } from '../test.ts';

const test = base.extend<{ selfTest: SelfTestPage }>({ selfTest: ({ page }, use) => use(new SelfTestPage(page)) });

const settings = { checkKernels: true };

test('kernels that are right are checked once', async ({ page, chat, selfTest }) => {
  await visitedBefore(page, { kernels: 'fused', settings });
  await chat.open();
  await selfTest.expectRight();
  await expect(selfTest.alert).toHaveCount(0);
  await selfTest.unfold.click();
  await expect(selfTest.steps).toContainText(
    'Checked on this adapter: 8 of 8 fused steps are as exact as the reference',
  );
  await expectNoViolations(page);

  await page.reload();
  await chat.ready();
  await expect(selfTest.unfold).toHaveAccessibleName(/kernels checked$/);
  await selfTest.unfold.click();
  await expect(selfTest.steps).toContainText('Checked on this adapter before: 8 of 8');
  expect(await inEngine(page, (fake) => fake.calls.some(({ method }) => method === 'selfTest'))).toBe(false);
});

test('a self-test makes way for whoever asks, and is taken up again', async ({ page, chat, selfTest }) => {
  await visitedBefore(page, { settings });
  await chat.open();
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await page.getByRole('radio', { name: 'fused', exact: true }).check();
  await expect(selfTest.unfold).toHaveAccessibleName(/checking the kernels$/);
  await expectNoViolations(page);
  expect((await chat.ask('Tell me something.')).content).not.toBe('');
  const tests = () => inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'selfTest').length);
  await expect.poll(tests).toBe(2);
  await inEngine(page, (fake) => fake.release());
  await selfTest.expectRight();
});

const words = 'norm_gate_up does not compile here (line 12: expected a name)';
const uncompiled: Suspect = {
  step: 'gate_up',
  kind: 'uncompiled',
  run: ['gate_up'],
  reason: 'its fused kernel norm_gate_up does not compile',
};

test.describe('a kernel that does not compile', () => {
  test.use({
    setup: {
      uncompiled: [uncompiled],
      diagnosisFailure: { kind: 'bad-kernel', message: `The kernel ${words}: update the browser.` },
    },
  });

  test('is replaced before the first answer, and the compiler’s words can be read', async ({
    page,
    chat,
    selfTest,
  }) => {
    await visitedBefore(page, { kernels: 'fused', settings });
    await chat.open();
    await expect(selfTest.alert).toContainText(`gate_up runs its reference because ${uncompiled.reason}`);
    const avoided = () => inEngine(page, (fake) => fake.configuration().avoided);
    await expect.poll(avoided).toEqual({ gate_up: uncompiled.reason });
    expect((await chat.ask('Tell me something.')).content).not.toBe('');
    await selfTest.ended();

    await selfTest.alert.getByRole('button', { name: 'Look at it in the lab' }).click();
    const lab = page.getByRole('complementary', { name: 'Lab' });
    await expect(lab.getByRole('alert')).toContainText(words);
    const asked = await inEngine(page, (fake) => fake.calls.findLast(({ method }) => method === 'diagnose')!.given);
    expect((asked as DiagnosisRequest).program).toMatchObject({ gate_up: 'fused', qkv: 'reference' });
    await selfTest.unfold.click();
    await expect(selfTest.step('gate_up')).toBeDisabled();
    await expect(selfTest.steps.getByRole('button', { name: /anyway/ })).toHaveCount(0);
  });
});

test.describe('a reference that is wrong', () => {
  const reason = 'q of layer 0 is off by 41 times what rounding explains';
  const nothing = { suspects: [], steps: 8, stages: 0, kernels: 0, worst: 0 };
  test.use({ setup: { selfTest: { ...nothing, reference: { status: 'wrong', reason } } } });

  test('is told in the chat on every visit, with what helps, and shown by the lab', async ({
    page,
    chat,
    selfTest,
  }) => {
    await visitedBefore(page, { kernels: 'fused', settings });
    await chat.open();
    const alert = page.getByRole('alert').filter({ hasText: 'Answers may be wrong here' });
    await expect(alert).toContainText(reason);
    await expect(alert).toContainText('use another browser or adapter');
    await expectNoViolations(page);
    await selfTest.unfold.click();
    await expect(selfTest.steps).toContainText('the reference is wrong');
    await page.keyboard.press('Escape');
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toBeHidden();

    await page.reload();
    await chat.ready();
    await expect(selfTest.unfold).toHaveAccessibleName(/the reference is wrong here$/);
    await alert.getByRole('button', { name: 'Look at it in the lab' }).click();
    const asked = () => inEngine(page, (fake) => fake.calls.findLast(({ method }) => method === 'diagnose')?.given);
    await expect.poll(async () => ((await asked()) as DiagnosisRequest | undefined)?.program.qkv).toBe('fused');
  });
});
