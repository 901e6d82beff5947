import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { featuresOffInPlaywright } from './browser.mjs';

test('the features that Playwright turns off stay off', () => {
  const playwright = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  const source = readFileSync(path.join(playwright, 'lib/coreBundle.js'), 'utf8');
  const [, list] = /chromiumSwitches\.ts"[^]*?disabledFeatures = \[([^]*?)\]/.exec(source)!;
  const features = [...list!.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name!);
  expect(features.toSorted()).toEqual(featuresOffInPlaywright.toSorted());
});
