import { expect, test, vi } from 'vitest';
import { memoryCells } from '../conversations/browser.fixture.ts';
import { createPrompts } from './prompts.ts';

test('prompts are saved, changed, renamed and deleted by their names, and come back', () => {
  const cells = memoryCells();
  const onUnsaved = vi.fn<(reason: string) => void>();
  const { save, add, rename, remove } = createPrompts(cells, onUnsaved).getState();
  const stored = () =>
    createPrompts(cells, onUnsaved)
      .getState()
      .prompts.map(({ name, text }) => `${name}: ${text}`);
  save({ name: 'Pirate', text: 'Speak like a pirate.' });
  save({ name: 'Brief', text: 'Be brief.' });
  expect(stored()).toEqual(['Brief: Be brief.', 'Pirate: Speak like a pirate.']);
  save({ name: 'Brief', text: 'One sentence.' });
  rename('Pirate', 'Captain');
  expect(stored()).toEqual(['Brief: One sentence.', 'Captain: Speak like a pirate.']);
  rename('Captain', 'Brief');
  expect(stored()).toEqual(['Brief: Speak like a pirate.']);
  add([
    { name: 'Brief', text: 'Speak like a pirate.' },
    { name: 'Brief', text: 'Be brief.' },
    { name: 'Poet', text: 'Rhyme.' },
  ]);
  expect(stored()).toEqual(['Brief: Speak like a pirate.', 'Brief (2): Be brief.', 'Poet: Rhyme.']);
  remove('Poet');
  remove('Brief (2)');
  remove('Brief');
  expect(stored()).toEqual([]);
  expect(onUnsaved).not.toHaveBeenCalled();
});
