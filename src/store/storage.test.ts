import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { presets } from './chat/sampling.ts';
import { createSettings } from './chat/settings.ts';
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
      sampling: null,
    });
  });

  it.each([
    ['what nobody had chosen', presets.thinking, null],
    ['what was chosen', presets.greedy, presets.greedy],
  ])('of version 1 is taken over: %s', (_, sampling, expected) => {
    const chat = { system: 'Be brief.', thinking: false, sampling, seed: null, maxTokens: 64 };
    const text = JSON.stringify({ state: { theme: 'dark', ...chat }, version: 1 });
    const settings = createSettings(memoryCells({ 'plumbline.settings': text }), vi.fn<(reason: string) => void>());
    expect(settings.getState()).toMatchObject({ theme: 'dark', ...chat, sampling: expected });
  });

  it.each([
    ['not JSON', '{"state":'],
    ['null', 'null'],
    ['another version', '{"state":{"theme":"dark"},"version":99}'],
    ['another shape', '{"state":{"theme":7},"version":1}'],
  ])('is forgotten when it is %s', (_, text) => {
    const settings = createSettings(memoryCells({ 'plumbline.settings': text }), vi.fn<(reason: string) => void>());
    expect(settings.getState()).toMatchObject({ theme: 'system', sampling: null });
  });

  it('refuses settings that no control could have made', () => {
    const stored = memoryCells();
    const settings = createSettings(stored, vi.fn<(reason: string) => void>());
    settings.getState().change({ sampling: { ...presets.plain, temperature: 1.5 } });
    const text = stored.entries['plumbline.settings']!;
    const reread = (changed: string) =>
      createSettings(memoryCells({ 'plumbline.settings': changed }), vi.fn<(reason: string) => void>()).getState()
        .sampling?.temperature;
    expect(reread(text)).toBe(1.5);
    expect(reread(text.replace('1.5', '-1.5'))).toBeUndefined();
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
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const settings = createSettings(full, onUnsaved);
    settings.getState().change({ seed: 7 });
    expect(settings.getState().seed).toBe(7);
    expect(onUnsaved).toHaveBeenCalledWith(expect.stringContaining('its storage is full. Delete'));
  });

  it('is empty where the browser forbids storage', () => {
    const storage = validated(null, 1, v.object({}), vi.fn<(reason: string) => void>());
    storage.setItem('name', { state: {}, version: 1 });
    expect(storage.getItem('name')).toBeNull();
  });
});
