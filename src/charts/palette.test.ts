import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mix, palettes } from './palette.ts';

const css = readFileSync(new URL('../ui/theme/theme.css', import.meta.url), 'utf8');
const light = css.slice(css.indexOf(':root {'), css.indexOf(':root[data-theme'));
const dark = css.slice(css.indexOf(':root[data-theme'), css.indexOf('@media'));

test('pictures have the colours of the page', () => {
  for (const [name, colour] of Object.entries(palettes.light)) {
    const variable = `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}: `;
    expect(light).toContain(`${variable}${colour};`);
    // What the dark theme does not name is the light one's.
    const inDark = dark.includes(variable) ? dark : light;
    expect(inDark).toContain(`${variable}${palettes.dark[name as keyof typeof palettes.dark]};`);
  }
});

test('colours mix as color-mix does', () => {
  expect([0, 0.42, 1].map((share) => mix('#d55e00', '#ffffff', share))).toEqual([
    'rgb(255 255 255)',
    'rgb(237 187 148)',
    'rgb(213 94 0)',
  ]);
});
