import type { Remote } from 'comlink';
import type { AnswerTags } from '../../model/families/family.ts';
import { Refusal, type Result } from '../../result.ts';
import type { Opened, Rendered, Tried } from '../encoder.ts';
import type { TokenizerFiles } from '../files.ts';
import type { ChatMessage, PromptOptions } from '../template/chat_template.ts';
import { Tokenizer, type RemoteEncoder } from '../tokenizer.ts';
import { startEncoderWorker, startThread, type EncoderThread } from './encoder_thread.ts';
import type { EncoderWorker } from './encoder_worker.ts';
import { within } from './time_limit.ts';

/** What a stranger's code may take, in milliseconds. */
const limitMs = 2000;
/** Encoding takes a microsecond a character, and a tenth of that speed is left to slow and busy machines. */
const msPerCharacter = 0.01;

/** Runs of one kind of character, long enough for a pattern that tries all ways to cut them to show. */
const sample = ['a', 'é', '7', ' ', '\n', '-', '"', '你', 'a ', "a'", '.\n']
  .map((each) => `${each.repeat(300)}!`)
  .join('\n');

interface Parts {
  /** Reads the files again, for a worker that has to be started again. */
  readFiles: () => Promise<TokenizerFiles>;
  answerTags: AnswerTags;
  startWorker?: typeof startEncoderWorker;
}

/**
 * A tokenizer whose encoder runs in a worker of its own, which is ended when it takes too long. docs/decisions/081-strangers-code.md
 *
 * @throws Refusal ('bad-checkpoint') for files that do not fit, a template that renders nothing, and either when it takes too long.
 */
export async function openTokenizer(files: TokenizerFiles, parts: Parts): Promise<Tokenizer> {
  const encoder = new IsolatedEncoder(parts);
  try {
    return new Tokenizer(await encoder.open(files), parts.answerTags, encoder);
  } catch (error) {
    encoder.end();
    throw error;
  }
}

type Call<T> = (remote: Remote<EncoderWorker>) => Promise<Result<T>>;

class IsolatedEncoder implements RemoteEncoder {
  #thread: EncoderThread | null = null;
  /** Resolves when the call before has ended. Calls take turns, so that each has its own time. */
  #turn: Promise<unknown> = Promise.resolve();
  #templateFile = '';

  constructor(private readonly parts: Parts) {}

  async open(files: TokenizerFiles): Promise<Opened & Tried> {
    const opened = await this.#start(files);
    this.#templateFile = opened.templateFile ?? '';
    const tried = await this.#ofTemplate((remote) => remote.tryTemplate());
    await this.encode(sample);
    return { ...opened, ...tried };
  }

  encode(text: string, mark?: string): Promise<number[]> {
    const ms = limitMs + text.length * msPerCharacter;
    const blamed = `tokenizer.json: its pattern did not get through ${text.length} characters`;
    return this.#limited(ms, blamed, (remote) => remote.encode(text, mark));
  }

  render(messages: readonly ChatMessage[], options: PromptOptions): Promise<Rendered> {
    return this.#ofTemplate((remote) => remote.render(messages, options));
  }

  end(): void {
    this.#thread?.end(new Refusal({ kind: 'stopped', message: 'The tokenizer was closed: load the model again.' }));
    this.#thread = null;
  }

  #ofTemplate<T>(call: Call<T>): Promise<T> {
    return this.#limited(limitMs, `${this.#templateFile}: the chat template did not end`, call);
  }

  async #start(files: TokenizerFiles): Promise<Opened> {
    const { answerTags, startWorker = startEncoderWorker } = this.parts;
    const thread = startThread(startWorker());
    this.#thread = thread;
    void this.#forget(thread);
    // Reading takes as long as the files are large, and runs nothing of a stranger.
    return valueOf(await thread.answer((remote) => remote.open(files, answerTags)));
  }

  async #forget(thread: EncoderThread): Promise<void> {
    await thread.ended;
    if (this.#thread === thread) this.#thread = null;
  }

  /** The answer to `call`. After `ms` the worker is ended, and the next call starts another. */
  #limited<T>(ms: number, blamed: string, call: Call<T>): Promise<T> {
    const answer = this.#turn.then(async () => {
      if (!this.#thread) await this.#start(await this.parts.readFiles());
      const thread = this.#thread!;
      const seconds = Math.ceil(ms / 1000);
      const message = `${blamed} within ${seconds} seconds; take the publisher's file, or another model`;
      const late = () => thread.end(new Refusal({ kind: 'bad-checkpoint', message }));
      return valueOf(await within(ms, thread.answer(call), late));
    });
    this.#turn = answer.catch(() => {});
    return answer;
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.failure);
  return result.value;
}
