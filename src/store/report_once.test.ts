import { expect, test, vi } from 'vitest';
import { reportOnce } from './report_once.ts';

test('a reason is reported once, another one as well', () => {
  const report = vi.fn<(reason: string) => void>();
  const onUnsaved = reportOnce(report);
  for (const reason of ['the disk is full', 'the disk is full', 'access is denied', 'the disk is full'])
    onUnsaved(reason);
  expect(report.mock.calls).toEqual([['the disk is full'], ['access is denied']]);
});
