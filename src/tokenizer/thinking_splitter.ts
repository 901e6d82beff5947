export interface ChannelText {
  channel: 'thinking' | 'answer';
  text: string;
}

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Where in the answer the text is. Thinking can only come first, once: a model that writes about these tags in its
 * answer must not have the rest of it hidden.
 */
type Phase = 'start' | 'thinking' | 'gap' | 'answer';

/**
 * Splits streamed text into what a model thinks, between `<think>` and `</think>`, and what it answers. Tags may arrive
 * in pieces; they and the newlines round them belong to neither channel.
 */
export class ThinkingSplitter {
  #phase: Phase;
  /** Received but not yet attributable: a possible part of a tag, or newlines that a tag may follow. */
  #held = '';
  /** Newlines directly after `<think>` are dropped, later ones kept. */
  #thought = false;

  /** `opensThinking`: the prompt ended with `<think>`, so the text starts inside it. */
  constructor(opensThinking: boolean) {
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
    if (text.startsWith(OPEN)) {
      this.#held = text.slice(OPEN.length);
      this.#phase = 'thinking';
    } else if (!OPEN.startsWith(text)) {
      this.#phase = 'answer';
    }
  }

  #thinking(pieces: ChannelText[]): void {
    if (!this.#thought) this.#held = this.#held.replace(/^\n+/, '');
    const close = this.#held.indexOf(CLOSE);
    const end = close < 0 ? this.#held.length - tagPrefix(this.#held) : close;
    let kept = end;
    while (this.#held[kept - 1] === '\n') kept -= 1;
    this.#emit(pieces, 'thinking', kept);
    if (close < 0) return;
    this.#held = this.#held.slice(end - kept + CLOSE.length);
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

/** Length of the longest end of `text` that may be the beginning of `</think>`. */
function tagPrefix(text: string): number {
  for (let length = Math.min(text.length, CLOSE.length - 1); length > 0; length -= 1) {
    if (CLOSE.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
