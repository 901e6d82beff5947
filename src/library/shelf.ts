import type { KeptFile, KeptModel, KeptState, LibraryState, ModelId } from './contract.ts';
import type { Activities } from './activities.ts';
import type { Doing } from './notices.ts';
import type { ModelStore } from './store/model_store.ts';
import { folderName } from './store/names.ts';
import type { ModelRecord, RecordedFile } from './store/record.ts';

interface Model {
  record: ModelRecord;
  /** The blocks that are here, by folder. */
  blocks: Map<string, Set<number>>;
}

/** What is known of all models: read from disk once, and brought up to date by notices. */
export class Shelf {
  readonly #models = new Map<ModelId, Model>();
  /** Reads of the disk, one after the other, so that an older one never replaces a later one. */
  #reading: Promise<void>;

  constructor(
    readonly store: ModelStore,
    /** Called after each change. */
    readonly onChange: () => void,
  ) {
    store.notices.listen((notice) => {
      if (notice.kind === 'block') this.#add(notice.id, notice.folder, notice.index);
      if (notice.kind === 'record') this.#reading = this.#reading.then(() => this.#read(notice.id));
    });
    this.#reading = this.#readAll();
  }

  async state(activities: Activities): Promise<LibraryState> {
    await this.#reading;
    const { storage } = this.store.platform;
    const [{ usage, quota }, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
    const models = [...this.#models].map(([id, model]) => describe(id, model, activities.get(id)));
    const lastUse = ({ usedAt, addedAt }: KeptModel) => usedAt ?? addedAt;
    models.sort((a, b) => lastUse(b) - lastUse(a));
    return { unavailable: null, models, usage: usage ?? null, quota: quota ?? null, persisted };
  }

  /** Bytes that are still to come, of one model. */
  async missingBytes(id: ModelId): Promise<number> {
    await this.#reading;
    const model = this.#models.get(id);
    return model ? missing(model) : 0;
  }

  /** Bytes that are still to come, of all wanted models but one. */
  async promisedBytes(except: ModelId): Promise<number> {
    await this.#reading;
    const others = [...this.#models].filter(([id, { record }]) => id !== except && record.wantedAt !== null);
    return others.reduce((sum, [, model]) => sum + missing(model), 0);
  }

  #add(id: ModelId, folder: string, index: number): void {
    const model = this.#models.get(id);
    if (!model) return;
    const blocks = model.blocks.get(folder) ?? new Set();
    model.blocks.set(folder, blocks.add(index));
    this.onChange();
  }

  async #readAll(): Promise<void> {
    for (const id of (await this.store.records()).keys()) await this.#read(id);
  }

  async #read(id: ModelId): Promise<void> {
    const record = await this.store.record(id);
    if (record) {
      const blocks = new Map<string, Set<number>>();
      this.#models.set(id, { record, blocks });
      for (const file of record.files) {
        const committed = await (await this.store.blocks(id, file))?.committed();
        // Blocks may have been added while the folder was read.
        const added = blocks.get(folderName(file)) ?? [];
        blocks.set(folderName(file), new Set([...(committed?.keys() ?? []), ...added]));
      }
    } else {
      this.#models.delete(id);
    }
    this.onChange();
  }
}

function describe(id: ModelId, model: Model, doing: Doing | null): KeptModel {
  const { record } = model;
  const files = record.files.map((file) => describeFile(file, model));
  const bytes = sum(files, (file) => file.bytes);
  const keptBytes = sum(files, (file) => file.keptBytes);
  const state = doing?.state ?? stateAtRest(record, keptBytes === bytes);
  return {
    id,
    name: record.name,
    source: record.address,
    revision: record.revision,
    format: record.format,
    files,
    bytes,
    keptBytes,
    state,
    failure: doing?.failure ?? failureAtRest(record, state),
    retryAt: doing?.retryAt ?? null,
    bytesPerSecond: doing?.bytesPerSecond ?? null,
    addedAt: record.addedAt,
    usedAt: record.usedAt,
  };
}

function describeFile(file: RecordedFile, { blocks }: Model): KeptFile {
  const { path, bytes, blockBytes, sha256, checked } = file;
  // The hub's ETag of a large file is its SHA-256.
  const published = file.published ?? sha256 === file.etag;
  const here = blocks.get(folderName(file)) ?? new Set();
  const last = Math.ceil(bytes / blockBytes) - 1;
  const whole = here.size * blockBytes;
  return {
    path,
    bytes,
    sha256,
    published,
    checked,
    keptBytes: here.has(last) ? whole - (last + 1) * blockBytes + bytes : whole,
  };
}

function stateAtRest({ wantedAt, failure, files, completed }: ModelRecord, allHere: boolean): KeptState {
  if (wantedAt !== null) return 'queued';
  if (failure) return failure.kind === 'disk-full' ? 'paused' : 'failed';
  if (allHere && files.every(({ checked }) => checked)) return 'ready';
  return completed ? 'damaged' : 'paused';
}

function failureAtRest({ failure }: ModelRecord, state: KeptState): KeptModel['failure'] {
  if (state === 'damaged') {
    return { kind: 'bad-checkpoint', message: 'Some blocks are wrong or missing: resume to fetch them again.' };
  }
  return failure;
}

function missing({ record, blocks }: Model): number {
  return sum(record.files, (file) => {
    const { bytes, keptBytes } = describeFile(file, { record, blocks });
    return bytes - keptBytes;
  });
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
