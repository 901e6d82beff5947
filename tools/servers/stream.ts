import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ServerFault } from './faults.ts';

/** A piece of a stream. Behind null, nothing comes until the page goes away. */
export type Message = Record<string, unknown> | null;

/** How a dialect writes a stream. */
export interface Framing {
  type: string;
  frame: (json: string) => string;
  /** What ends a stream. */
  last: string;
}

export const serverSentEvents: Framing = {
  type: 'text/event-stream',
  frame: (json) => `data: ${json}\n\n`,
  last: 'data: [DONE]\n\n',
};
export const jsonLines: Framing = { type: 'application/x-ndjson', frame: (json) => `${json}\n`, last: '' };

/** Pieces that come before a stream goes wrong. */
const before = 2;

/** Sends messages one by one. */
export async function sendStream(
  response: ServerResponse,
  { type, frame, last }: Framing,
  messages: readonly Message[],
  fault: ServerFault | null,
): Promise<void> {
  response.writeHead(200, { 'Content-Type': type });
  const wrong: Partial<Record<ServerFault, string>> = {
    malformed: frame('{"choices": [{"delta": {'),
    'other-fields': frame('{"choices": "none", "done": "perhaps"}'),
    'error-in-stream': frame('{"error": {"message": "out of memory"}}'),
  };
  const put = async (text: string) => {
    const bytes = Buffer.from(text);
    const pieces = fault === 'bytes' ? [...bytes].map((byte) => Buffer.of(byte)) : [bytes];
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  for (const [at, message] of messages.entries()) {
    if (response.destroyed) return;
    if (message === null) {
      await once(response, 'close');
      return;
    }
    if (at === before && fault === 'cut') return void response.destroy();
    if (at === before && fault === 'ended') return void response.end();
    if (at === before && fault && wrong[fault] !== undefined) await put(wrong[fault]);
    else await put(frame(JSON.stringify(message)));
  }
  response.end(last);
}
