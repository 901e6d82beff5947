import type { SourceTiming } from '../model/checkpoint/sources/http/patience.ts';
import { openSource } from '../model/checkpoint/sources/open.ts';
import type { Source } from '../model/checkpoint/sources/source.ts';
import { type RunningHash, startHash } from './hashing.ts';
import type { Address } from '../vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';

/** What the library needs of the browser, so that tests can cut it off at any point. */
export interface Platform {
  /** The folder in which this origin may keep files. */
  root(): Promise<FileSystemDirectoryHandle>;
  locks: Pick<LockManager, 'request'>;
  /** Carries messages to the other tabs and workers of this origin. */
  channel: Channel;
  /** As {@link openSource}. */
  open(address: Address, access: HubAccess, timing?: Partial<SourceTiming>): Source;
  startHash(): RunningHash;
  /** Bytes of the blocks in which files are kept that are new here. */
  blockBytes: number;
  storage: Pick<StorageManager, 'estimate' | 'persisted'>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or once the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Calls back whenever the network returns. */
  onOnline(back: () => void): void;
}

export interface Channel {
  post(message: unknown): void;
  /** Messages of others, not of this channel. */
  listen(onMessage: (message: unknown) => void): void;
}

/** Large enough for fast writes, small enough to be fetched twice. */
const blockBytes = 8 * 2 ** 20;

/** What this dedicated worker has; null where nothing can be kept: a page without TLS, a private window of some browsers. */
export async function browserPlatform(): Promise<Platform | null> {
  const { storage, locks } = navigator;
  const writes = globalThis.FileSystemFileHandle?.prototype;
  if (!storage?.getDirectory || !locks || !writes || !('createSyncAccessHandle' in writes && 'move' in writes))
    return null;
  try {
    await storage.getDirectory();
  } catch (error) {
    // Firefox refuses in private windows, Safari in some.
    if (error instanceof DOMException) return null;
    throw error;
  }
  return {
    root: () => storage.getDirectory(),
    locks,
    channel: broadcast(),
    open: openSource,
    startHash,
    blockBytes,
    storage,
    now: () => Date.now(),
    wait,
    onOnline: (back) => addEventListener('online', back),
  };
}

function broadcast(): Channel {
  const channel = new BroadcastChannel('plumbline-library');
  return {
    post: (message) => channel.postMessage(message),
    listen: (onMessage) => channel.addEventListener('message', ({ data }) => onMessage(data)),
  };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
