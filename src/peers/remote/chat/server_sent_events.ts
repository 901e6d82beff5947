import { createParser } from 'eventsource-parser';
import { refuse } from '../../../result.ts';
import { hostOf, type Server } from '../ask.ts';

/** The data of the events of a response, as they come. Refuses with `unreachable` where the connection breaks, and with `stopped`. */
export async function* serverSentEvents(
  server: Server,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  for await (const text of texts(server, response, signal)) {
    parser.feed(text);
    yield* events.splice(0);
  }
}

/** The lines of a response, as they come. Refuses likewise. */
export async function* lines(
  server: Server,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  let held = '';
  for await (const text of texts(server, response, signal)) {
    const whole = (held + text).split('\n');
    held = whole.pop()!;
    yield* whole.filter((line) => line.trim() !== '');
  }
  if (held.trim() !== '') yield held;
}

/** Whole characters of a response, as they come. */
async function* texts(server: Server, response: Response, signal: AbortSignal): AsyncGenerator<string, void, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (signal.aborted) refuse('stopped', 'The answer was stopped.');
    if (!(error instanceof TypeError)) throw error;
    refuse('unreachable', `${hostOf(server)} closed the stream before the answer ended: try again.`);
  } finally {
    await reader.cancel().catch(() => {}); // it has failed, or ended
  }
}
