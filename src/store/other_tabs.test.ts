import { expect, test, vi } from 'vitest';
import { createPrompts } from './chat/prompts.ts';
import { createSettings } from './chat/settings.ts';
import { memoryCells } from './conversations/browser.fixture.ts';
import { followOtherTabs } from './other_tabs.ts';

const unsaved = vi.fn<(reason: string) => void>();

/** Two tabs of a browser, and what has it tell one that the other stored something. */
function twoTabs<Store extends Parameters<typeof followOtherTabs>[0]>(open: () => Store) {
  const tabs = [new EventTarget(), new EventTarget()].map((window) => {
    vi.stubGlobal('window', window);
    const store = open();
    followOtherTabs(store);
    return { store, hear: (key: string) => window.dispatchEvent(Object.assign(new Event('storage'), { key })) };
  });
  return tabs as [(typeof tabs)[0], (typeof tabs)[0]];
}

test('of the settings, each tab keeps what the other one changed', () => {
  const cells = memoryCells();
  const [one, other] = twoTabs(() => createSettings(cells, unsaved));
  one.store.getState().change({ theme: 'dark', listOpen: true });
  other.hear('plumbline.lab');
  expect(other.store.getState().theme).toBe('system');
  other.hear('plumbline.settings');
  // What a person has open in a tab is that tab's own.
  expect(other.store.getState()).toMatchObject({ theme: 'dark', listOpen: false });
  other.store.getState().change({ maxTokens: 64 });
  one.hear('plumbline.settings');
  expect(one.store.getState()).toMatchObject({ theme: 'dark', maxTokens: 64 });
  expect(createSettings(cells, unsaved).getState()).toMatchObject({ theme: 'dark', maxTokens: 64 });
});

test('prompts that two tabs save are both there', () => {
  const cells = memoryCells();
  const [one, other] = twoTabs(() => createPrompts(cells, unsaved));
  one.store.getState().save({ name: 'Brief', text: 'Be brief.' });
  other.hear('plumbline.prompts');
  other.store.getState().save({ name: 'Poet', text: 'Rhyme.' });
  const names = createPrompts(cells, unsaved)
    .getState()
    .prompts.map(({ name }) => name);
  expect(names).toEqual(['Brief', 'Poet']);
});
