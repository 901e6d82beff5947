import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createConversation } from './chat/conversation.ts';
import { createSettings, presets } from './chat/settings.ts';
import type { Cells } from './storage.ts';
import { validated } from './storage.ts';

function cells(entries: Record<string, string> = {}): Cells & { entries: Record<string, string> } {
  return {
    entries,
    getItem: (name) => entries[name] ?? null,
    setItem: (name, value) => void (entries[name] = value),
    removeItem: (name) => void delete entries[name],
  };
}

describe('stored state', () => {
  it('comes back', () => {
    const stored = cells();
    const before = createConversation(stored, vi.fn<(reason: string) => void>());
    before.getState().append(null, { role: 'user', content: 'Hello' });
    createSettings(stored, vi.fn<(reason: string) => void>()).getState().change({ seed: 7, theme: 'dark' });

    const after = createConversation(stored, vi.fn<(reason: string) => void>());
    expect(after.getState().tree).toEqual(before.getState().tree);
    expect(createSettings(stored, vi.fn<(reason: string) => void>()).getState()).toMatchObject({
      seed: 7,
      theme: 'dark',
      sampling: presets.thinking,
    });
  });

  it.each([
    ['not JSON', '{"state":'],
    ['null', 'null'],
    ['another version', '{"state":{"tree":{"nodes":[],"leaf":null},"previous":null},"version":99}'],
    ['another shape', '{"state":{"tree":[]},"version":1}'],
    [
      'a tree with a loop',
      '{"state":{"tree":{"nodes":[{"parent":0,"message":{"role":"user","content":""}}],"leaf":0},"previous":null},"version":1}',
    ],
  ])('is forgotten when it is %s', (_, text) => {
    const conversation = createConversation(
      cells({ 'plumbline.conversation': text }),
      vi.fn<(reason: string) => void>(),
    );
    expect(conversation.getState()).toMatchObject({ tree: { nodes: [], leaf: null }, previous: null });
    expect(conversation.getState().append(null, { role: 'user', content: 'works' })).toBe(0);
  });

  it('refuses settings that no control could have made', () => {
    const stored = cells();
    const settings = createSettings(stored, vi.fn<(reason: string) => void>());
    settings.getState().change({ sampling: { ...presets.plain, temperature: 1.5 } });
    const text = stored.entries['plumbline.settings']!;
    const reread = (changed: string) =>
      createSettings(cells({ 'plumbline.settings': changed }), vi.fn<(reason: string) => void>()).getState().sampling
        .temperature;
    expect(reread(text)).toBe(1.5);
    expect(reread(text.replace('1.5', '-1.5'))).toBe(presets.thinking.temperature);
  });

  it('switches the self-test on in settings that are older than it', () => {
    const stored = cells();
    createSettings(stored, vi.fn<(reason: string) => void>()).getState().change({ seed: 7 });
    const text = stored.entries['plumbline.settings']!;
    const older = cells({ 'plumbline.settings': text.replace(',"checkKernels":true', '') });
    expect(older.entries['plumbline.settings']).not.toBe(text);
    const settings = createSettings(older, vi.fn<(reason: string) => void>());
    expect(settings.getState()).toMatchObject({ seed: 7, checkKernels: true });
  });

  it('reports a full storage and goes on', () => {
    const onUnsaved = vi.fn<(reason: string) => void>();
    const full: Cells = {
      ...cells(),
      setItem() {
        throw new Error('quota exceeded');
      },
    };
    const conversation = createConversation(full, onUnsaved);
    conversation.getState().append(null, { role: 'user', content: 'Hello' });
    expect(conversation.getState().tree.nodes).toHaveLength(1);
    expect(onUnsaved).toHaveBeenCalledWith('quota exceeded');
  });

  it('is empty where the browser forbids storage', () => {
    const storage = validated(null, 1, v.object({}), vi.fn<(reason: string) => void>());
    storage.setItem('name', { state: {}, version: 1 });
    expect(storage.getItem('name')).toBeNull();
  });
});

describe('a new chat', () => {
  it('puts the conversation aside and can bring it back', () => {
    const conversation = createConversation(null, vi.fn<(reason: string) => void>());
    const { append, startAnew, restore } = conversation.getState();
    append(null, { role: 'user', content: 'first' });
    startAnew();
    expect(conversation.getState().tree.nodes).toEqual([]);
    startAnew(); // an empty conversation does not replace the previous one
    restore();
    expect(conversation.getState().tree.nodes[0]?.message.content).toBe('first');
    expect(conversation.getState().previous).toBeNull();
  });
});
