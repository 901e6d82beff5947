import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cssColour, mix, palettes, type ColourName } from './palette.ts';

const css = readFileSync(new URL('../ui/theme/theme.css', import.meta.url), 'utf8');
const light = css.slice(css.indexOf(':root {'), css.indexOf(':root[data-theme'));
const dark = css.slice(css.indexOf(':root[data-theme'), css.indexOf('@media'));

test('pictures have the colours of the page', () => {
  for (const [name, colour] of Object.entries(palettes.light)) {
    const variable = `${cssColour(name as ColourName).slice('var('.length, -1)}: `;
    expect(light).toContain(`${variable}${colour};`);
    // The dark theme takes what it does not name from the light one.
    const inDark = dark.includes(variable) ? dark : light;
    expect(inDark).toContain(`${variable}${palettes.dark[name as ColourName]};`);
  }
});

test('a blend on the page is a mixture of two of its colours', () => {
  expect(cssColour({ over: 'fused', under: 'surface', share: 0.42 })).toBe(
    'color-mix(in srgb, var(--fused) 42%, var(--surface))',
  );
});

test('colours mix as color-mix does', () => {
  expect([0, 0.42, 1].map((share) => mix('#d55e00', '#ffffff', share))).toEqual([
    'rgb(255 255 255)',
    'rgb(237 187 148)',
    'rgb(213 94 0)',
  ]);
});
