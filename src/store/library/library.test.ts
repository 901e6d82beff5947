import { expect, it, vi } from 'vitest';
import type { LibraryApi } from '../../library/contract.ts';
import type { Failure } from '../../result.ts';
import { failed, never, succeeded, turns } from '../engine/fakes.ts';
import { fakeLibrary, keptModel, shelf } from './fakes.ts';
import { keptFrom } from './find.ts';
import { createLibrary } from './library.ts';

const full: Failure = { kind: 'disk-full', message: 'no room: delete a model' };
const address = { kind: 'hub', id: 'a/b', revision: 'main' } as const;

it('shows what the library reports', async () => {
  const library = fakeLibrary(shelf(keptModel('a')));
  expect(library.getState().library).toBeNull();
  library.getState().start();
  await turns();
  expect(library.getState().library?.models).toEqual([keptModel('a')]);
});

it('says that nothing is kept when the library crashes', async () => {
  let crash!: (failure: Failure) => void;
  const crashed = new Promise<Failure>((resolve) => (crash = resolve));
  const api = { reachHub: () => never, watch: () => never } as unknown as LibraryApi;
  const library = createLibrary({ connect: () => ({ api, crashed, end: () => {} }), persist: async () => true });
  library.getState().start();
  crash({ kind: 'worker-crashed', message: 'boom' });
  await turns();
  expect(library.getState().library?.unavailable?.message).toBe('boom');
});

it('asks the browser for its promise at the first download, once, and not where it has given it', async () => {
  const persist = vi.fn<() => Promise<boolean>>(async () => false);
  for (const [persisted, times] of [
    [false, 1],
    [true, 0],
  ] as const) {
    persist.mockClear();
    const library = createLibrary({
      connect: () => ({
        end: () => {},
        api: {
          watch(tell: (state: object) => void) {
            tell({ ...shelf(), persisted });
            return never;
          },
          reachHub: async () => succeeded(undefined),
          keep: async () => succeeded('id'),
        } as unknown as LibraryApi,
        crashed: never,
      }),
      persist,
    });
    library.getState().start();
    await turns();
    await library.getState().keep(address);
    await library.getState().keep(address);
    expect(persist).toHaveBeenCalledTimes(times);
  }
});

it('records how an act ended until the next one', async () => {
  const verify = vi.fn<LibraryApi['verify']>().mockResolvedValueOnce(succeeded(2)).mockResolvedValue(failed(full));
  const library = fakeLibrary(shelf(keptModel('a')), { verify });
  const { verify: check, pause } = library.getState();
  await check('a');
  expect(library.getState().acts).toEqual({ a: { at: 'verified', wrong: 2 } });
  await check('a');
  expect(library.getState().acts).toEqual({ a: { at: 'failed', failure: full } });
  await pause('a');
  expect(library.getState().acts).toEqual({});
});

it('ignores reports of an export that come after its end', async () => {
  let report!: (bytes: number) => void;
  const library = fakeLibrary(shelf(), {
    async exportTo(_id, _folder, onBytes) {
      report = onBytes;
      onBytes(5);
      return succeeded(undefined);
    },
  });
  await library.getState().exportTo('a', { name: 'out' } as FileSystemDirectoryHandle);
  report(9);
  expect(library.getState().acts).toEqual({ a: { at: 'exported', folder: 'out' } });
});

it('finds a model by its address, whatever secrets that carries', () => {
  const state = shelf(keptModel('mine', { source: { kind: 'url', base: 'https://a.example/m/' } }), keptModel('a/b'));
  expect(keptFrom(state, { kind: 'url', base: 'https://me:pw@a.example/m/?token=1' })?.id).toBe('mine');
  expect(keptFrom(state, address)?.id).toBe('a/b');
  expect(keptFrom(state, { ...address, revision: 'v2' })).toBeNull();
  expect(keptFrom(state, { kind: 'files', name: 'mine', files: [] })).toBeNull();
  expect(keptFrom(null, address)).toBeNull();
});
