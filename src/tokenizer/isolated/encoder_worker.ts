import { transfer } from 'comlink';
import type { AnswerTags } from '../../model/families/family.ts';
import { attempt } from '../../result.ts';
import { Encoder } from '../encoder.ts';
import type { TokenizerFiles } from '../files.ts';
import type { ChatMessage, PromptOptions } from '../template/chat_template.ts';

/** An {@link Encoder} in a worker that may be ended at any time. Every method answers with a `Result`. */
export class EncoderWorker {
  #encoder: Encoder | null = null;

  /** To be called first. */
  async open(files: TokenizerFiles, answerTags: AnswerTags) {
    const opened = await attempt(() => (this.#encoder = new Encoder(files, answerTags)).opened);
    if (!opened.ok) return opened;
    const { bytes, ends } = opened.value.table;
    return transfer(opened, [bytes.buffer, ends.buffer]);
  }

  tryTemplate() {
    return attempt(() => this.#encoder!.tryTemplate());
  }

  encode(text: string, mark?: string) {
    return attempt(() => this.#encoder!.encode(text, mark));
  }

  render(messages: readonly ChatMessage[], options: PromptOptions) {
    return attempt(() => this.#encoder!.render(messages, options));
  }
}
