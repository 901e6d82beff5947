import { describe, expect, test } from 'vitest';
import { isInstalled } from './install.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/react': { version: '19.3.1' },
    'node_modules/@oxlint/darwin-arm64': { version: '1.89.0', optional: true },
  },
};

describe('dependencies are installed', () => {
  test.each([
    ['when all are present', { 'node_modules/react': { version: '19.3.1' } }, true],
    ['not when one has another version', { 'node_modules/react': { version: '19.3.0' } }, false],
    ['not when one is missing', {}, false],
    [
      'not when one for this platform has another version',
      { 'node_modules/react': { version: '19.3.1' }, 'node_modules/@oxlint/darwin-arm64': { version: '1.88.0' } },
      false,
    ],
  ])('%s', (_, packages, installed) => {
    expect(isInstalled(wanted, { packages })).toBe(installed);
  });

  test('not when an install was interrupted, so that npm wrote no list', () => {
    expect(isInstalled(wanted, null)).toBe(false);
  });
});
