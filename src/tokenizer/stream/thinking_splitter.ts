import type { ThinkingTags } from '../../model/families/family.ts';

export interface ChannelText {
  channel: 'thinking' | 'answer';
  text: string;
}

/**
 * Which part of the answer the text belongs to. Thinking comes first and once: a model that writes about the tags in its
 * answer must not have the rest hidden.
 */
type Phase = 'start' | 'thinking' | 'gap' | 'answer';

/**
 * Splits streamed text into thinking, between a pair of tags, and the answer. A tag may arrive in pieces. The tags and the
 * newlines around them belong to neither channel.
 */
export class ThinkingSplitter {
  #phase: Phase;
  /** Received but not yet attributable: what may be part of a tag, or newlines that a tag may follow. */
  #held = '';
  /** Whether thinking has begun: newlines before it are dropped, later ones are not. */
  #thought = false;

  /** `opensThinking`: the prompt ended with the opening tag, so the text starts inside. */
  constructor(
    private readonly tags: ThinkingTags,
    opensThinking: boolean,
  ) {
    this.#phase = opensThinking ? 'thinking' : 'start';
  }

  push(text: string): ChannelText[] {
    this.#held += text;
    const pieces: ChannelText[] = [];
    if (this.#phase === 'start') this.#start();
    if (this.#phase === 'thinking') this.#thinking(pieces);
    if (this.#phase === 'gap') this.#gap();
    if (this.#phase === 'answer') this.#emit(pieces, 'answer', this.#held.length);
    return pieces;
  }

  /** What was held back in case a tag followed. */
  flush(): ChannelText[] {
    const pieces: ChannelText[] = [];
    this.#emit(pieces, this.#phase === 'thinking' ? 'thinking' : 'answer', this.#held.length);
    return pieces;
  }

  #start(): void {
    const text = this.#held.replace(/^\n+/, '');
    const { open } = this.tags;
    if (text.startsWith(open)) {
      this.#held = text.slice(open.length);
      this.#phase = 'thinking';
    } else if (!open.startsWith(text)) {
      this.#phase = 'answer';
    }
  }

  #thinking(pieces: ChannelText[]): void {
    if (!this.#thought) this.#held = this.#held.replace(/^\n+/, '');
    const tag = this.tags.close;
    const close = this.#held.indexOf(tag);
    const end = close < 0 ? this.#held.length - tagPrefix(this.#held, tag) : close;
    let length = end;
    while (this.#held[length - 1] === '\n') length -= 1;
    this.#emit(pieces, 'thinking', length);
    if (close < 0) return;
    this.#held = this.#held.slice(end - length + tag.length);
    this.#phase = 'gap';
  }

  #gap(): void {
    this.#held = this.#held.replace(/^\n+/, '');
    if (this.#held !== '') this.#phase = 'answer';
  }

  /** Moves the first `length` characters held to the output. */
  #emit(pieces: ChannelText[], channel: ChannelText['channel'], length: number): void {
    if (length === 0) return;
    pieces.push({ channel, text: this.#held.slice(0, length) });
    this.#held = this.#held.slice(length);
    this.#thought ||= channel === 'thinking';
  }
}

/** Length of the longest end of `text` that may be the beginning of `tag`. */
function tagPrefix(text: string, tag: string): number {
  for (let length = Math.min(text.length, tag.length - 1); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
