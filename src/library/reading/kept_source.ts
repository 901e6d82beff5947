import type { Bytes, Source } from '../../model/checkpoint/sources/source.ts';
import { readText } from '../../model/checkpoint/sources/stream.ts';
import { refuse } from '../../result.ts';
import type { Address } from '../../vocabulary/checkpoint_sources.ts';
import { pinned } from '../download/origin.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';
import type { ModelStore } from '../store/model_store.ts';
import { folderName, modelId } from '../store/names.ts';
import type { ModelRecord, RecordedFile } from '../store/record.ts';
import { keptDigests } from './kept_digests.ts';
import { readKept } from './read_kept.ts';

/**
 * A checkpoint of which what is kept is read from this device, and the rest from where it comes from. Whether it is kept is looked up
 * at every call, since a person may decide so after it was opened. A model that is complete is read without any request.
 */
export function keptSource(store: ModelStore, address: Address, access: HubAccess): Source {
  const origin = store.platform.open(address, access);
  const id = modelId(address);
  /** The version of each file that was looked at first: what was read of one must not be joined to another. */
  const versions = new Map<string, string>();
  let atCommit: { revision: string; source: Source } | null = null;

  /** The origin at the commit of what is kept. */
  function originAt({ revision }: ModelRecord): Source {
    if (revision === null) return origin;
    if (atCommit?.revision !== revision) {
      atCommit = { revision, source: store.platform.open(pinned(address, revision), access) };
    }
    return atCommit.source;
  }

  function checkVersion(file: Pick<RecordedFile, 'path' | 'bytes' | 'etag'>): void {
    const version = folderName(file);
    const first = versions.get(file.path) ?? version;
    versions.set(file.path, first);
    if (first !== version)
      refuse('changed', `${file.path}: has been fetched anew meanwhile; load the checkpoint again`);
  }

  async function stream(path: string, start: number, end: number, signal?: AbortSignal) {
    const record = await store.record(id);
    if (!record) return origin.stream(path, start, end, signal);
    const cancelled = new AbortController();
    const stop = signal ? AbortSignal.any([signal, cancelled.signal]) : cancelled.signal;
    const bytes = readKept(store, { id, origin: originAt(record), path, start, end, signal: stop, checkVersion });
    return asStream(bytes, cancelled);
  }

  return {
    name: origin.name,
    chosen: origin.chosen,
    digests: keptDigests(store, id),
    stream,

    async text(path) {
      const record = await store.record(id);
      if (!record) return origin.text(path);
      if (isAbsent(record, path)) return null;
      const file = record.files.find((file) => file.path === path);
      if (!file) return originAt(record).text(path);
      return file.bytes === 0 ? '' : readText(await stream(path, 0, file.bytes), path);
    },

    async stat(path) {
      const record = await store.record(id);
      if (record && isAbsent(record, path)) return null;
      const kept = record?.files.find((file) => file.path === path);
      const stat = kept ?? (await (record ? originAt(record) : origin).stat(path));
      if (!stat) return null;
      const { bytes, etag, sha256 } = stat;
      checkVersion({ path, bytes, etag });
      return { bytes, etag, sha256 };
    },

    async list() {
      const record = await store.record(id);
      return record ? record.listing : origin.list();
    },

    async commit() {
      const record = await store.record(id);
      return record ? record.revision : origin.commit();
    },
  };
}

function isAbsent({ absent, listing, files }: ModelRecord, path: string): boolean {
  if (files.some((file) => file.path === path)) return false;
  return absent.includes(path) || (listing !== null && !listing.includes(path));
}

function asStream(bytes: AsyncGenerator<Bytes, void, void>, cancelled: AbortController): ReadableStream<Bytes> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await bytes.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        cancelled.abort();
        await bytes.return();
      },
    },
    // The generator reads ahead by itself.
    { highWaterMark: 0 },
  );
}
