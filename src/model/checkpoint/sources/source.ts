/** Where the files of a checkpoint come from. Paths are relative to its folder, with '/' between segments. */
export interface Source {
  /** The checkpoint's name for people: a folder's name, a hub id. */
  readonly name: string;
  /** What the address names among the files: a GGUF file, or a label such as `Q4_K_M` in the name of one. Null without. */
  readonly chosen: string | null;
  /** A whole UTF-8 file, of at most 100 MB; null when there is none. */
  text(path: string): Promise<string | null>;
  /** What the place says about a file; null when there is none. */
  stat(path: string): Promise<FileStat | null>;
  /** The paths of all files; null where a place cannot list them, such as a plain URL. */
  list(): Promise<string[] | null>;
  /** The commit that a branch or tag was resolved to, in hex; null where a place has no commits. */
  commit(): Promise<string | null>;
  /**
   * Bytes `start` up to `end` of a file, start < end: exactly these, or the stream fails with a Refusal. A chunk is valid until the
   * next one is asked for, since its memory may be used again.
   */
  stream(path: string, start: number, end: number, signal?: AbortSignal): Promise<ReadableStream<Bytes>>;
  /** Where bytes are kept. */
  readonly digests?: Digests;
}

/** What was computed from the bytes of files, for when the very same bytes are read again. */
export interface Digests {
  /**
   * What was remembered for these files; null when there is nothing, or any byte may be another by now.
   *
   * @param layout What the digests depend on beside the bytes.
   */
  recall(files: string[], layout: string): Promise<string[] | null>;
  /** Remembers what was computed since `recall` was asked, where anything is kept at all. */
  remember(files: string[], layout: string, digests: string[]): Promise<void>;
}

export interface FileStat {
  bytes: number;
  /** Names this version of the file: another one has another. Null where the place has no such name. */
  etag: string | null;
  /** Of the whole file, in hex, as the place publishes it; null where it does not. */
  sha256: string | null;
}

export type Bytes = Uint8Array<ArrayBuffer>;
