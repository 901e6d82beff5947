import { expect, test } from 'vitest';
import { recordedSource } from '../../../vocabulary/checkpoint_sources.ts';
import { addressForms } from './address_forms.ts';

test('a form asks for every field of its address', () => {
  for (const [kind, { fields }] of Object.entries(addressForms)) {
    const { entries } = recordedSource.options.find(({ entries }) => entries.kind.literal === kind)!;
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(entries).slice(1));
  }
});
