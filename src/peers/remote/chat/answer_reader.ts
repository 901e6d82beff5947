import type { ChatEvent, ChatSummary } from '../../../worker/api.ts';
import { AnswerSplitter, type AnswerPart } from '../../../tokenizer/stream/answer_splitter.ts';
import { SpelledTags, type Tag } from '../../../tokenizer/stream/answer_tags.ts';
import type { Delta } from './delta.ts';

/** What servers leave in the text where they do not part it themselves. */
const tags = { open: '<think>', close: '</think>', openCall: '<tool_call>', closeCall: '</tool_call>' };

/** Makes a server's deltas what our engine tells of an answer. */
export class AnswerReader {
  readonly #spelled: SpelledTags;
  readonly #splitter: AnswerSplitter;
  readonly #started: number;
  readonly #calls = new Map<number, { name: string; arguments: string }>();
  #tokens = 0;
  #promptTokens = 0;
  #cachedTokens = 0;
  #firstMs: number | null = null;
  #lastMs = 0;
  #thinkingFrom: number | null = null;
  #thinkingMs: number | null = null;
  #finish: ChatSummary['finish'] | null = null;

  /** `callable` is whether the model was told of tools: without any, the tags of tool calls are text. */
  constructor(
    private readonly onEvent: (event: ChatEvent) => void,
    callable: boolean,
    private readonly now: () => number,
  ) {
    const spelled: Tag[] = callable ? ['open', 'close', 'openCall', 'closeCall'] : ['open', 'close'];
    this.#spelled = new SpelledTags(tags, spelled);
    this.#splitter = new AnswerSplitter(tags, 'either', callable);
    this.#started = now();
  }

  push({ thinking = '', text = '', calls = [], ...rest }: Delta): void {
    if (rest.prefill) this.onEvent({ type: 'prefill', ...rest.prefill });
    this.#promptTokens = rest.promptTokens ?? this.#promptTokens;
    this.#cachedTokens = rest.cachedTokens ?? this.#cachedTokens;
    const brings = thinking !== '' || text !== '' || calls.length > 0;
    this.#tokens = rest.tokens ?? this.#tokens + (brings ? 1 : 0);
    if (brings) {
      this.#lastMs = this.now() - this.#started;
      this.#firstMs ??= this.#lastMs;
    }
    if (thinking !== '') this.#show({ channel: 'thinking', text: thinking });
    if (text !== '') this.#split(text);
    for (const { index, ...piece } of calls) {
      const call = this.#calls.get(index) ?? { name: '', arguments: '' };
      this.#calls.set(index, { name: call.name + piece.name, arguments: call.arguments + piece.arguments });
    }
    this.#finish = rest.finish ?? this.#finish;
  }

  /** How the answer ended. `stopped`: whether a person has stopped it. */
  end(stopped: boolean): ChatSummary {
    for (const piece of this.#spelled.flush()) this.#splitter.push(piece).forEach((part) => this.#show(part));
    for (const part of this.#splitter.flush()) this.#show(part);
    for (const call of this.#calls.values()) this.#show({ channel: 'call', text: callText(call), begins: true });
    if (this.#thinkingFrom !== null) this.#thinkingMs ??= this.#lastMs - this.#thinkingFrom;
    return {
      finish: stopped ? 'stopped' : (this.#finish ?? 'end-of-turn'),
      promptTokens: this.#promptTokens,
      cachedTokens: this.#cachedTokens,
      tokens: this.#tokens,
      contextUsed: this.#promptTokens + this.#tokens,
      timeToFirstTokenMs: this.#firstMs ?? 0,
      decodeMs: this.#lastMs - (this.#firstMs ?? this.#lastMs),
      thinkingMs: this.#thinkingMs,
    };
  }

  #split(text: string): void {
    for (const piece of this.#spelled.push(text)) {
      for (const part of this.#splitter.push(piece)) this.#show(part);
    }
  }

  #show(part: AnswerPart): void {
    const elapsedMs = this.now() - this.#started;
    if (part.channel === 'thinking') this.#thinkingFrom ??= part.instead ? (this.#firstMs ?? elapsedMs) : elapsedMs;
    else if (this.#thinkingFrom !== null) this.#thinkingMs ??= elapsedMs - this.#thinkingFrom;
    const contextUsed = this.#promptTokens + this.#tokens;
    this.onEvent({ type: 'text', ...part, ids: [], tokens: this.#tokens, contextUsed, elapsedMs });
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
