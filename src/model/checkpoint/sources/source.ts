/** Where the files of a checkpoint come from. Paths are relative to its folder, with '/' between segments. */
export interface Source {
  /** The checkpoint's name for people: a folder's name, a hub id. */
  readonly name: string;
  /** A whole UTF-8 file, of at most 100 MB; null when there is none. */
  text(path: string): Promise<string | null>;
  /** Bytes in a file, null when there is none. */
  size(path: string): Promise<number | null>;
  /** Bytes `start` up to `end` of a file, start < end: exactly these, or the stream fails with a Refusal. */
  stream(path: string, start: number, end: number, signal?: AbortSignal): Promise<ReadableStream<Bytes>>;
}

export type Bytes = Uint8Array<ArrayBuffer>;
