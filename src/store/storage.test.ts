import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createSettings, presets } from './chat/settings.ts';
import { memoryCells } from './conversations/browser.fixture.ts';
import type { Cells } from './storage.ts';
import { validated } from './storage.ts';

describe('stored state', () => {
  it('comes back', () => {
    const stored = memoryCells();
    createSettings(stored, vi.fn<(reason: string) => void>()).getState().change({ seed: 7, theme: 'dark' });

    expect(createSettings(stored, vi.fn<(reason: string) => void>()).getState()).toMatchObject({
      seed: 7,
      theme: 'dark',
      sampling: presets.thinking,
    });
  });

  it.each([
    ['not JSON', '{"state":'],
    ['null', 'null'],
    ['another version', '{"state":{"theme":"dark"},"version":99}'],
    ['another shape', '{"state":{"theme":7},"version":1}'],
  ])('is forgotten when it is %s', (_, text) => {
    const settings = createSettings(memoryCells({ 'plumbline.settings': text }), vi.fn<(reason: string) => void>());
    expect(settings.getState()).toMatchObject({ theme: 'system', sampling: presets.thinking });
  });

  it('refuses settings that no control could have made', () => {
    const stored = memoryCells();
    const settings = createSettings(stored, vi.fn<(reason: string) => void>());
    settings.getState().change({ sampling: { ...presets.plain, temperature: 1.5 } });
    const text = stored.entries['plumbline.settings']!;
    const reread = (changed: string) =>
      createSettings(memoryCells({ 'plumbline.settings': changed }), vi.fn<(reason: string) => void>()).getState()
        .sampling.temperature;
    expect(reread(text)).toBe(1.5);
    expect(reread(text.replace('1.5', '-1.5'))).toBe(presets.thinking.temperature);
  });

  it('switches the self-test on in settings that are older than it', () => {
    const stored = memoryCells();
    createSettings(stored, vi.fn<(reason: string) => void>()).getState().change({ seed: 7 });
    const text = stored.entries['plumbline.settings']!;
    const older = memoryCells({ 'plumbline.settings': text.replace(',"checkKernels":true', '') });
    expect(older.entries['plumbline.settings']).not.toBe(text);
    const settings = createSettings(older, vi.fn<(reason: string) => void>());
    expect(settings.getState()).toMatchObject({ seed: 7, checkKernels: true });
  });

  it('reports a full storage and goes on', () => {
    const onUnsaved = vi.fn<(reason: string) => void>();
    const full: Cells = {
      ...memoryCells(),
      setItem() {
        throw new Error('quota exceeded');
      },
    };
    const settings = createSettings(full, onUnsaved);
    settings.getState().change({ seed: 7 });
    expect(settings.getState().seed).toBe(7);
    expect(onUnsaved).toHaveBeenCalledWith('quota exceeded');
  });

  it('is empty where the browser forbids storage', () => {
    const storage = validated(null, 1, v.object({}), vi.fn<(reason: string) => void>());
    storage.setItem('name', { state: {}, version: 1 });
    expect(storage.getItem('name')).toBeNull();
  });
});
