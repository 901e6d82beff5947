import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../result.ts';
import type { RecordedSource } from '../../vocabulary/checkpoint_sources.ts';
import type { EngineApi } from '../../worker/api.ts';
import { bundled } from '../engine/engine.ts';
import { failed, fakeApi, fakeEngine, loadedModel, succeeded, summary } from '../engine/fakes.ts';
import { createNotice } from '../notice.ts';
import type { Cells } from '../storage.ts';
import { createComeback, type FolderAccess } from './comeback.ts';
import { createLastModels } from './last_models.ts';

const hub: RecordedSource = { kind: 'hub', id: 'Qwen/Qwen3-0.6B', revision: 'main' };
const folder: RecordedSource = { kind: 'folder', name: 'mine' };
const handle = { name: 'mine' } as FileSystemDirectoryHandle;
const unreachable: Failure = { kind: 'unreachable', message: 'huggingface.co did not answer: check the network.' };

function cells(entries: Record<string, string> = {}): Cells & { entries: Record<string, string> } {
  return {
    entries,
    getItem: (name) => entries[name] ?? null,
    setItem: (name, value) => void (entries[name] = value),
    removeItem: (name) => void delete entries[name],
  };
}

/** A visit after `last` was loaded. */
function visit(
  last: RecordedSource | null,
  { api, access, tab = cells() }: { api?: Partial<EngineApi>; access?: Partial<FolderAccess>; tab?: Cells } = {},
) {
  const engine = fakeEngine(fakeApi(api));
  const lastModels = createLastModels(null, vi.fn<(reason: string) => void>());
  const options = { context: 512, weights: '4-bit', cache: 'f16' } as const;
  if (last) lastModels.getState().remember({ name: 'mine', source: last, options });
  const notice = createNotice();
  const files: FolderAccess = {
    remembered: async () => handle,
    isReadable: async () => true,
    askToRead: async () => true,
    read: async () => ({ kind: 'files', name: 'mine', files: [] }),
    ...access,
  };
  const comeback = createComeback({ engine, lastModels, folder: files, notice, cells: tab });
  return { engine, notice, comeback, options };
}

/** Presses the button of the notice, and waits until what it does is done. */
async function press({ notice, engine }: ReturnType<typeof visit>): Promise<void> {
  notice.getState().remedy!.run();
  await vi.waitFor(() => expect(engine.getState().loading).toBeNull());
  await new Promise((resolve) => setTimeout(resolve));
}

describe('the last model', () => {
  it('is the demo at the first visit', async () => {
    const { engine, notice, comeback } = visit(null);
    await comeback.start();
    expect(engine.getState()).toMatchObject({ source: bundled, model: { name: 'demo' } });
    expect(notice.getState().text).toBeNull();
  });

  it('comes back with its weights and context', async () => {
    const { engine, notice, comeback } = visit(hub);
    await comeback.start();
    expect(engine.getState()).toMatchObject({
      source: hub,
      model: { name: 'Qwen/Qwen3-0.6B', context: 512, weights: { choice: '4-bit' } },
    });
    expect(notice.getState().text).toBeNull();
  });

  it('gives way to the demo where it cannot be had; one line says why, and it is tried again by a press', async () => {
    const inspect = vi
      .fn<EngineApi['inspect']>(async () => succeeded({ handle: 'demo', summary: summary('demo') }))
      .mockResolvedValueOnce(failed(unreachable));
    const on = visit(hub, { api: { inspect } });
    await on.comeback.start();
    expect(on.engine.getState()).toMatchObject({ source: bundled, model: { name: 'demo' }, loadFailure: null });
    expect(on.notice.getState().text).toBe(
      `mine could not be loaded, so Toy (7M) is loaded instead. ${unreachable.message}`,
    );
    inspect.mockResolvedValue(succeeded({ handle: 'mine', summary: summary('mine') }));
    await press(on);
    expect(on.engine.getState()).toMatchObject({ source: hub, model: { name: 'mine', context: 512 } });
    expect(on.notice.getState().text).toBeNull();
  });

  it('leaves the demo loaded, and known as it, when a second try fails, too', async () => {
    const inspect: EngineApi['inspect'] = async ({ kind }) =>
      kind === 'hub' ? failed(unreachable) : succeeded({ handle: 'demo', summary: summary('demo') });
    const on = visit(hub, { api: { inspect } });
    await on.comeback.start();
    await press(on);
    expect(on.engine.getState()).toMatchObject({
      source: bundled,
      model: { name: 'demo' },
      loadFailure: unreachable,
    });
  });

  it('gives way to the demo where it does not fit the GPU any more', async () => {
    const load: EngineApi['load'] = async (name, options) =>
      name === 'demo'
        ? succeeded(loadedModel(name, options))
        : failed({ kind: 'out-of-memory', message: 'The GPU has too little memory: choose 4-bit weights.' });
    const { engine, notice, comeback } = visit(hub, { api: { load } });
    await comeback.start();
    expect(engine.getState().model).toMatchObject({ name: 'demo', context: 4096, weights: { choice: 'stored' } });
    expect(notice.getState().text).toContain('choose 4-bit weights');
  });

  it('is not replaced when a person cancels it', async () => {
    const on = visit(hub, {
      api: {
        load: async () => {
          on.engine.getState().cancelLoad();
          return failed({ kind: 'stopped', message: '' });
        },
      },
    });
    await on.comeback.start();
    expect(on.engine.getState()).toMatchObject({ source: hub, model: null, loadFailure: null });
    expect(on.notice.getState().text).toBeNull();
  });

  it('is not loaded again in a tab that it ended, unless by a press', async () => {
    const tab = cells();
    const dies = visit(hub, { tab, api: { load: () => new Promise<never>(() => {}) } });
    void dies.comeback.start();
    await vi.waitFor(() => expect(Object.values(tab.entries)).toEqual(['mine']));

    const on = visit(hub, { tab });
    await on.comeback.start();
    expect(on.engine.getState().model?.name).toBe('demo');
    expect(on.notice.getState().text).toContain('this tab closed while loading that');
    await press(on);
    expect(on.engine.getState().model?.name).toBe('Qwen/Qwen3-0.6B');
    expect(tab.entries).toEqual({});
  });

  it('is loaded again in a tab that a person left while it was loading', async () => {
    const tab = cells();
    const left = visit(hub, { tab, api: { load: () => new Promise<never>(() => {}) } });
    void left.comeback.start();
    await vi.waitFor(() => expect(Object.values(tab.entries)).toEqual(['mine']));
    left.comeback.leave();
    const { engine, comeback } = visit(hub, { tab });
    await comeback.start();
    expect(engine.getState().source).toEqual(hub);
  });
});

describe('a folder', () => {
  it('comes back where the browser still lets the page read it', async () => {
    const { engine, comeback } = visit(folder);
    await comeback.start();
    expect(engine.getState().source).toMatchObject({ kind: 'files', name: 'mine' });
  });

  it('is opened by a press where the browser asks first', async () => {
    const askToRead = vi.fn<FolderAccess['askToRead']>(async () => true);
    const on = visit(folder, { access: { isReadable: async () => false, askToRead } });
    await on.comeback.start();
    expect(on.engine.getState().model?.name).toBe('demo');
    expect(on.notice.getState()).toMatchObject({ remedy: { label: 'Open again' } });
    expect(askToRead).not.toHaveBeenCalled();
    await press(on);
    expect(on.engine.getState().source).toMatchObject({ kind: 'files', name: 'mine' });
  });

  it.each<[string, Partial<FolderAccess>]>([
    ['no handle was kept', { remembered: async () => null }],
    ['the handle is of another', { remembered: async () => ({ name: 'other' }) as FileSystemDirectoryHandle }],
    ['it is gone', { read: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }],
  ])('has to be chosen anew when %s', async (_, access) => {
    const { engine, notice, comeback } = visit(folder, { access });
    await comeback.start();
    expect(engine.getState().model?.name).toBe('demo');
    expect(notice.getState()).toMatchObject({
      text: 'mine was loaded from a folder. Choose it again in Models.',
      remedy: null,
    });
  });
});
