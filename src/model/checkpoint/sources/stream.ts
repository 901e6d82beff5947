import { Refusal, refuse } from '../../../result.ts';
import type { Bytes } from './source.ts';

/** The safetensors format's limit for a header, and ten times the size of a tokenizer.json. */
const maxTextBytes = 100_000_000;

/** @throws Refusal ('stopped') once `signal` is aborted. */
export function refuseIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) refuse('stopped', 'Reading the checkpoint was stopped; load it again to go on');
}

interface Slice {
  /** Where the bytes come from, for messages. */
  origin: string;
  /** Bytes of the body to drop before the first that counts. */
  skip: number;
  /** Bytes that count. */
  length: number;
  signal: AbortSignal | undefined;
}

/**
 * `length` bytes of `body`, which is cancelled after them. A failure on the way becomes a Refusal:
 * 'unreachable' when the body breaks or ends early, 'stopped' when the signal is aborted.
 */
export function slice(body: ReadableStream<Bytes>, { origin, skip, length, signal }: Slice): ReadableStream<Bytes> {
  const reader = body.getReader();
  const end = skip + length;
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      let part: Bytes;
      do {
        const chunk = await read(reader, `${origin}: broke off after ${position} of ${end} bytes`, signal);
        if (!chunk) {
          const got = `ended after ${position} of ${end} bytes`;
          refuse('unreachable', `${origin}: ${got}; load it again, and if it stays so, download the file again`);
        }
        part = chunk.subarray(Math.max(skip - position, 0), end - position);
        position += chunk.byteLength;
      } while (part.byteLength === 0);
      controller.enqueue(part);
      if (position >= end) {
        controller.close();
        await reader.cancel();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** All of `body` as text, of at most 100 MB. */
export async function readText(body: ReadableStream<Bytes>, origin: string): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  const next = () => read(reader, `${origin}: broke off after ${bytes} bytes`);
  for (let chunk = await next(); chunk; chunk = await next()) {
    bytes += chunk.byteLength;
    if (bytes > maxTextBytes) {
      await reader.cancel();
      refuse('bad-checkpoint', `${origin}: has more than ${maxTextBytes} bytes; take the published file`);
    }
    text += decode(decoder, chunk, origin);
  }
  return text + decode(decoder, new Uint8Array(), origin);
}

function decode(decoder: TextDecoder, chunk: Bytes, origin: string): string {
  try {
    return decoder.decode(chunk, { stream: chunk.byteLength > 0 });
  } catch {
    return refuse('bad-checkpoint', `${origin}: is not UTF-8 text; download the file again`);
  }
}

/** The next chunk, null at the end. Failing to read either is refused with `fault`. */
async function read(
  reader: ReadableStreamDefaultReader<Bytes>,
  fault: string,
  signal?: AbortSignal,
): Promise<Bytes | null> {
  refuseIfStopped(signal);
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    refuseIfStopped(signal);
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('unreachable', `${fault} (${reason}); load it again`);
  }
}
