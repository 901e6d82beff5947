import { createHash } from 'node:crypto';
import { NoAnswer, Passing } from '../../model/checkpoint/sources/http/patience.ts';
import type { Bytes, Source } from '../../model/checkpoint/sources/source.ts';
import { refuseIfStopped } from '../../model/checkpoint/sources/stream.ts';
import type { FakeClient } from './client.fixture.ts';

/** Files at an origin in memory, which counts what is fetched of them. */
export class FakeOrigin {
  readonly files = new Map<string, { bytes: Bytes; etag: string | null; published: boolean }>();
  /** Bytes that were sent of weights. */
  sent = 0;
  /** Requests, as `stat config.json` or `stream model.safetensors 0-64`. */
  readonly requests: string[] = [];
  /** Whether nothing answers. */
  offline = false;

  constructor(readonly chunk: number) {}

  add(
    path: string,
    bytes: Bytes,
    { etag = '"1"', published = true }: { etag?: string | null; published?: boolean } = {},
  ) {
    this.files.set(path, { bytes, etag, published });
  }

  /** As `client` sees it. */
  source(client: FakeClient): Source {
    const ask = async (request: string) => {
      this.requests.push(request);
      await client.step();
      if (this.offline) throw new NoAnswer({ kind: 'unreachable', message: 'no answer' });
    };
    const at = (path: string) => this.files.get(path) ?? null;
    return {
      name: 'owner/model',
      chosen: null,
      list: async () => null,
      commit: async () => null,
      text: async (path) => {
        await ask(`text ${path}`);
        const file = at(path);
        return file && new TextDecoder().decode(file.bytes);
      },
      stat: async (path) => {
        await ask(`stat ${path}`);
        const file = at(path);
        return (
          file && { bytes: file.bytes.byteLength, etag: file.etag, sha256: file.published ? hashOf(file.bytes) : null }
        );
      },
      stream: async (path, start, end, signal) => {
        await ask(`stream ${path} ${start}-${end}`);
        const bytes = at(path)!.bytes.subarray(start, end);
        return this.#body(bytes, client, path, signal);
      },
    };
  }

  #body(bytes: Bytes, client: FakeClient, path: string, signal?: AbortSignal): ReadableStream<Bytes> {
    let position = 0;
    return new ReadableStream(
      {
        pull: async (controller) => {
          await client.step();
          try {
            refuseIfStopped(signal);
            if (this.offline) throw new Passing({ kind: 'unreachable', message: 'broke off' });
          } catch (error) {
            return controller.error(error);
          }
          const part = bytes.slice(position, position + this.chunk);
          position += part.byteLength;
          if (path.endsWith('.safetensors')) this.sent += part.byteLength;
          controller.enqueue(part);
          if (position === bytes.byteLength) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }
}

export function hashOf(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}
