import type { ModelId } from '../contract.ts';
import { acquire, holding, lockNames } from '../locks.ts';
import type { Notices } from '../notices.ts';
import type { Platform } from '../platform.ts';
import { BlockFile } from './block_file.ts';
import { ifFound, readText } from './files.ts';
import { writeFile } from './part_file.ts';
import { parseRecord, type ModelRecord, type RecordedFile } from './record.ts';

/** Other apps of this origin have folders of their own. */
const rootName = 'plumbline-models';
const recordName = 'model.json';
const idPattern = /^[0-9a-f]{32}$/;

/**
 * The kept models on disk: `plumbline-models/<id>/model.json`, and a folder of blocks for each version of each file beside it. Whatever
 * else lies there is left alone.
 */
export class ModelStore {
  constructor(
    readonly platform: Platform,
    readonly notices: Notices,
  ) {}

  /** Of all models whose record can be read. */
  async records(): Promise<Map<ModelId, ModelRecord>> {
    const records = new Map<ModelId, ModelRecord>();
    for (const id of await this.#ids()) {
      const record = await this.record(id);
      if (record) records.set(id, record);
    }
    return records;
  }

  /** Null when the model is not kept. */
  async record(id: ModelId): Promise<ModelRecord | null> {
    const record = await this.#read(id);
    return typeof record === 'string' ? null : record;
  }

  /** Adds a model, unless it was added meanwhile. Answers the record that is on disk then. */
  async create(id: ModelId, record: ModelRecord): Promise<ModelRecord> {
    const release = await acquire(this.platform, lockNames.model(id), { mode: 'shared' });
    try {
      return await holding(this.platform, lockNames.record(id), async () => {
        const existing = await this.record(id);
        if (!existing) await this.#write(id, record);
        return existing ?? record;
      });
    } finally {
      release();
    }
  }

  /** Changes a record; answers the new one, null when the model is not kept. */
  update(id: ModelId, change: (record: ModelRecord) => Partial<ModelRecord>): Promise<ModelRecord | null> {
    return holding(this.platform, lockNames.record(id), async () => {
      const before = await this.record(id);
      if (!before) return null;
      const after = { ...before, ...change(before) };
      await this.#write(id, after);
      return after;
    });
  }

  updateFile(id: ModelId, path: string, changes: Partial<RecordedFile>): Promise<ModelRecord | null> {
    return this.update(id, ({ files }) => ({
      files: files.map((file) => (file.path === path ? { ...file, ...changes } : file)),
    }));
  }

  /** A text that is kept beside a model's record, null when there is none. */
  async note(id: ModelId, name: string): Promise<string | null> {
    const model = await ifFound((await this.#models()).getDirectoryHandle(id));
    return model && readText(model, name);
  }

  /** Keeps such a text, unless the model is not kept. */
  async writeNote(id: ModelId, name: string, text: string): Promise<void> {
    const release = await acquire(this.platform, lockNames.model(id), { mode: 'shared' });
    try {
      await holding(this.platform, lockNames.record(id), async () => {
        if (await this.record(id)) await this.#writeText(id, name, text);
      });
    } finally {
      release();
    }
  }

  /** The blocks of a file, null when the model is not kept. */
  async blocks(id: ModelId, file: RecordedFile): Promise<BlockFile | null> {
    const model = await ifFound((await this.#models()).getDirectoryHandle(id));
    return model && new BlockFile(id, file, model, this.notices);
  }

  /** Deletes a model once all have let go of it. */
  async remove(id: ModelId): Promise<void> {
    this.notices.post({ kind: 'let-go', id });
    const release = await acquire(this.platform, lockNames.model(id));
    try {
      await this.#delete(id);
    } finally {
      release();
    }
    this.notices.post({ kind: 'record', id });
  }

  /** Deletes what can never be used again: folders without a record, and with one that cannot be read. */
  async sweep(): Promise<void> {
    for (const id of await this.#ids()) {
      if ((await this.#read(id)) !== 'broken') continue;
      // Only once nobody is about to write a record.
      await holding(this.platform, lockNames.model(id), async () => {
        if ((await this.#read(id)) === 'broken') await this.#delete(id);
      });
    }
  }

  /** The record goes first: without it, whatever a crash leaves behind is swept away. */
  async #delete(id: ModelId): Promise<void> {
    const models = await this.#models();
    const model = await ifFound(models.getDirectoryHandle(id));
    await holding(this.platform, lockNames.record(id), async () => {
      if (model) await ifFound(model.removeEntry(recordName));
    });
    await ifFound(models.removeEntry(id, { recursive: true }));
  }

  async #ids(): Promise<ModelId[]> {
    const ids: ModelId[] = [];
    for await (const name of (await this.#models()).keys()) if (idPattern.test(name)) ids.push(name);
    return ids;
  }

  async #read(id: ModelId): Promise<ModelRecord | 'broken' | 'newer'> {
    const text = await this.note(id, recordName);
    return text === null ? 'broken' : parseRecord(text);
  }

  async #write(id: ModelId, record: ModelRecord): Promise<void> {
    await this.#writeText(id, recordName, JSON.stringify(record));
    this.notices.post({ kind: 'record', id });
  }

  async #writeText(id: ModelId, name: string, text: string): Promise<void> {
    const model = await (await this.#models()).getDirectoryHandle(id, { create: true });
    await writeFile(model, name, `${name}.part`, new TextEncoder().encode(text));
  }

  async #models(): Promise<FileSystemDirectoryHandle> {
    return (await this.platform.root()).getDirectoryHandle(rootName, { create: true });
  }
}
