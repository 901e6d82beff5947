import type { ChatEvent, ChatSummary } from '../../../worker/api.ts';
import { AnswerSplitter, type AnswerPart } from '../../../tokenizer/stream/answer_splitter.ts';
import { SpelledTags, type Piece, type Tag } from '../../../tokenizer/stream/answer_tags.ts';
import { ToldAnswer } from '../../../tokenizer/stream/told_answer.ts';
import type { Delta } from './delta.ts';

/** What servers leave in the text where they do not part it themselves. */
const tags = { open: '<think>', close: '</think>', openCall: '<tool_call>', closeCall: '</tool_call>' };

/** Makes a server's deltas what our engine tells of an answer. */
export class AnswerReader {
  readonly #spelled: SpelledTags;
  readonly #splitter: AnswerSplitter;
  readonly #told: ToldAnswer;
  readonly #calls = new Map<number, { name: string; arguments: string }>();
  #promptTokens = 0;
  #cachedTokens = 0;
  #finish: ChatSummary['finish'] | null = null;

  /** `callable` is whether the model was told of tools: without any, the tags of tool calls are text. */
  constructor(
    private readonly onEvent: (event: ChatEvent) => void,
    callable: boolean,
    now: () => number,
  ) {
    const spelled: Tag[] = callable ? ['open', 'close', 'openCall', 'closeCall'] : ['open', 'close'];
    this.#spelled = new SpelledTags(tags, spelled);
    this.#splitter = new AnswerSplitter(tags, 'either', callable);
    const started = now();
    this.#told = new ToldAnswer(
      (part) => onEvent({ type: 'text', ...part }),
      () => now() - started,
    );
  }

  push({ thinking = '', text = '', calls = [], ...rest }: Delta): void {
    if (rest.prefill) this.onEvent({ type: 'prefill', ...rest.prefill });
    this.#promptTokens = rest.promptTokens ?? this.#promptTokens;
    this.#cachedTokens = rest.cachedTokens ?? this.#cachedTokens;
    const brings = thinking !== '' || text !== '' || calls.length > 0;
    const told = this.#told;
    told.tokens = rest.tokens ?? told.tokens + (brings ? 1 : 0);
    told.contextUsed = this.#promptTokens + told.tokens;
    if (brings) told.arrive();
    if (thinking !== '') told.show([{ channel: 'thinking', text: thinking }]);
    if (text !== '') told.show(this.#split(this.#spelled.push(text)));
    for (const { index, ...piece } of calls) {
      const call = this.#calls.get(index) ?? { name: '', arguments: '' };
      this.#calls.set(index, { name: call.name + piece.name, arguments: call.arguments + piece.arguments });
    }
    this.#finish = rest.finish ?? this.#finish;
  }

  /** How the answer ended. `stopped`: whether a person has stopped it. */
  end(stopped: boolean): ChatSummary {
    const told = this.#told;
    const calls = [...this.#calls.values()].map((call) => ({
      channel: 'call' as const,
      text: callText(call),
      begins: true as const,
    }));
    told.end([...this.#split(this.#spelled.flush()), ...this.#splitter.flush(), ...calls]);
    return {
      finish: stopped ? 'stopped' : (this.#finish ?? 'end-of-turn'),
      promptTokens: this.#promptTokens,
      cachedTokens: this.#cachedTokens,
      contextUsed: told.contextUsed,
      ...told.figures(),
    };
  }

  #split(pieces: Piece[]): AnswerPart[] {
    return pieces.flatMap((piece) => this.#splitter.push(piece));
  }
}

/** A call as Qwen writes it between its tags. Arguments that are no JSON stay the text that they are. */
function callText({ name, arguments: given }: { name: string; arguments: string }): string {
  let parsed: unknown = given;
  try {
    parsed = JSON.parse(given || '{}');
  } catch {
    // A call whose arguments are text is shown with what is wrong.
  }
  return JSON.stringify({ name, arguments: parsed });
}
