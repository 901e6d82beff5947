import type { KeptModel, LibraryApi, LibraryState, ModelId } from '../../src/library/contract.ts';
import { attempt, refuse, type Result } from '../../src/result.ts';
import type { Address } from '../../src/vocabulary/checkpoint_sources.ts';
import { keptModel, type LibraryControls, type Shelf } from './controls.ts';

/** A library that keeps the contract and no bytes. Downloads stand still until the test moves them. */
export class FakeLibrary implements LibraryApi {
  readonly controls: LibraryControls;
  readonly #shelf: Shelf;
  #models: KeptModel[];
  #report: (state: LibraryState) => void = () => {};

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
    this.#models = [...shelf.models];
    this.controls = { calls: [], change: (id, change) => this.#change(id, change) };
  }

  async reachHub(): Promise<Result<void>> {
    return { ok: true, value: undefined };
  }

  watch(onState: (state: LibraryState) => void): Promise<Result<never>> {
    this.#report = onState;
    this.#tell();
    return new Promise(() => {});
  }

  keep(source: Address): Promise<Result<ModelId>> {
    this.#note('keep', source);
    return attempt(() => {
      const failure = this.#shelf.unavailable ?? this.#shelf.keepFailure;
      if (failure) refuse(failure.kind, failure.message);
      const name = source.kind === 'hub' ? source.id : source.base;
      if (this.#models.some(({ id }) => id === name)) this.#change(name, { state: 'downloading' });
      else {
        const state = this.#models.some((model) => model.state === 'downloading') ? 'queued' : 'downloading';
        this.#models.unshift(keptModel(name, { source, keptBytes: 0, state, usedAt: null }));
        this.#tell();
      }
      return name;
    });
  }

  pause = (id: ModelId) => this.#do('pause', id, { state: 'paused', bytesPerSecond: null });

  resume = (id: ModelId) => this.#do('resume', id, { state: 'downloading', failure: null, retryAt: null });

  remove(id: ModelId): Promise<Result<void>> {
    this.#note('remove', id);
    return attempt(() => {
      this.#models = this.#models.filter((model) => model.id !== id);
      this.#tell();
    });
  }

  async verify(id: ModelId): Promise<Result<number>> {
    const wrong = this.#shelf.wrongBlocks;
    await this.#do('verify', id, wrong > 0 ? { state: 'damaged' } : {});
    return { ok: true, value: wrong };
  }

  async exportTo(
    id: ModelId,
    folder: FileSystemDirectoryHandle,
    onBytes: (bytes: number) => void,
  ): Promise<Result<void>> {
    this.#note('exportTo', { id, folder: folder.name });
    onBytes(1000);
    return { ok: true, value: undefined };
  }

  used(id: ModelId, format: string): Promise<Result<void>> {
    return this.#do('used', id, { format, usedAt: Date.now() });
  }

  #do(method: keyof LibraryApi, id: ModelId, change: Partial<KeptModel>): Promise<Result<void>> {
    this.#note(method, id);
    return attempt(() => this.#change(id, change));
  }

  #change(id: ModelId, change: Partial<KeptModel>): void {
    this.#models = this.#models.map((model) => (model.id === id ? { ...model, ...change } : model));
    this.#tell();
  }

  #note(method: keyof LibraryApi, given: unknown): void {
    this.controls.calls.push({ method, given });
  }

  #tell(): void {
    const { unavailable, usage, quota, persisted } = this.#shelf;
    this.#report({ unavailable, models: this.#models, usage, quota, persisted });
  }
}
