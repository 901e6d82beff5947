import { describe, expect, it } from 'vitest';
import { parseView, viewAddress, type View } from './view_address.ts';

const chat: View = { dialog: null, lab: null, run: null };
const compare: View = { dialog: null, lab: 'compare', run: null };

describe('addresses of views', () => {
  it.each<[string, View, View]>([
    ['', chat, chat],
    ['chat', compare, chat],
    ['lab/compare', chat, compare],
    ['lab', chat, compare],
    ['lab/nothing-of-that-name', chat, compare],
    ['models', chat, { dialog: 'models', lab: null, run: null }],
    ['gallery', compare, { dialog: 'gallery', lab: 'compare', run: null }],
    ['settings', compare, { dialog: 'settings', lab: 'compare', run: null }],
    ['nothing-of-that-name', compare, chat],
    ['run=1abc', compare, { dialog: 'finding', lab: 'compare', run: '1abc' }],
  ])('reads #%s from %o', (hash, before, view) => {
    expect(parseView(hash, before)).toEqual(view);
  });

  it.each<View>([chat, compare, { dialog: 'models', lab: null, run: null }])('leads back to %o', (view) => {
    expect(parseView(viewAddress(view), view)).toEqual(view);
  });
});
