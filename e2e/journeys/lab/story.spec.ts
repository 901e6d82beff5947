import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../../test.ts';

test('the investigation plays from the symptom to the fix, every number measured', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open('./#lab/story');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByRole('button', { name: 'Play the investigation' }).click();
  await expect(lab.getByRole('region', { name: 'Three questions' })).toBeVisible();

  const row = async (name: string) => {
    const cells = lab
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .getByRole('cell');
    const [embed, layer0, attention, layer1, text] = await cells.allInnerTexts();
    return { embed: Number(embed), layer0: Number(layer0), attention: Number(attention), layer1: Number(layer1), text };
  };
  const reference = await row('reference');
  expect(reference.layer1).toBeLessThan(100);
  expect(reference.text).not.toContain('!!');
  for (const name of ['fused, with the fault', '+ embeddings scaled', '+ gains clamped', '+ other precisions']) {
    const run = await row(name);
    expect(run.attention, name).toBeGreaterThan(1e28);
    expect(run.layer1, name).toBeGreaterThan(1e26);
    expect(run.text, name).toBe('!'.repeat(12));
  }
  expect((await row('+ embeddings scaled')).embed).toBeLessThan(reference.embed / 7);
  expect(await row('fused, without the fault')).toEqual(reference);
  await expect(lab.getByRole('region', { name: 'The fix' })).toContainText(reference.text!);
  await expect(lab.getByRole('region', { name: 'Verdict' })).toContainText('qkv in layer 1 is wrong');
  await expect(lab.getByRole('region', { name: 'Three questions' })).toContainText('continue with the same text');
  await expectNoViolations(page);
  await lab.getByRole('button', { name: 'Try a kernel of yours' }).click();
  await expect(lab.getByRole('heading', { name: 'Try your own kernel' })).toBeVisible();
});
