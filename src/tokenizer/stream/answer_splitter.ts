import type { AnswerTags } from '../../model/families/family.ts';
import type { Piece, Tag } from './answer_tags.ts';

/** Text of an answer, by whether it is thought or said, or is a tool call. */
export interface AnswerPart {
  channel: 'thinking' | 'answer' | 'call';
  text: string;
  /** A tool call begins. */
  begins?: true;
  /** This is all that there is so far: what was taken for the answer were thoughts. */
  instead?: true;
}

/**
 * Where an answer begins: in thoughts that the prompt has opened, behind thoughts that it has closed, or where the model may open
 * some itself.
 */
export type AnswerStart = 'thinking' | 'answer' | 'either';

/**
 * Which part of the answer comes. Thinking comes first: a model that writes about the tags in its answer must not have the rest
 * hidden. `gap` lies between thoughts and answer.
 */
type Phase = 'start' | 'thinking' | 'gap' | 'answer' | 'call';

const firstPhase = { either: 'start', thinking: 'thinking', answer: 'gap' } as const;
const leadingNewlines = /^\n+/;

/**
 * Splits what a model writes into thoughts, the answer and tool calls. Tags and the newlines around them belong to none.
 * docs/decisions/073-thoughts-end-by-token.md, docs/decisions/079-tools.md
 */
export class AnswerSplitter {
  #phase: Phase;
  /** Newlines that belong to neither part if a tag follows. */
  #held = '';
  /** Whether these thoughts have begun: newlines before them are dropped, later ones are not. */
  #thought = false;
  /** The answer so far while a closing tag would tell that it was thinking; else null. */
  #unopened: string | null;
  /** Whether a tool call has come. */
  #called = false;

  /** `callable` is whether tool calls may come: their tags are then among the pieces. */
  constructor(
    private readonly tags: AnswerTags,
    start: AnswerStart,
    private readonly callable: boolean,
  ) {
    this.#phase = firstPhase[start];
    this.#unopened = start === 'either' ? '' : null;
  }

  push(piece: Piece): AnswerPart[] {
    return 'text' in piece ? this.#text(piece.text) : this.#tag(piece.tag);
  }

  /** Newlines that no tag followed. */
  flush(): AnswerPart[] {
    if (this.#phase === 'thinking') return this.#emit('thinking', this.#held);
    return this.#emit('answer', this.#called ? '' : this.#held);
  }

  #text(text: string): AnswerPart[] {
    if (this.#phase === 'thinking') return this.#think(text);
    if (this.#phase === 'call') return this.#emit('call', text);
    const all = this.#held + text;
    const isBlank = all.replace(leadingNewlines, '') === '';
    if (this.#phase === 'start' && isBlank) {
      this.#held = all;
      return [];
    }
    const shown = this.#phase === 'gap' ? all.replace(leadingNewlines, '') : all;
    if (shown !== '') this.#phase = 'answer';
    return this.callable ? this.#holdNewlines('answer', shown) : this.#emit('answer', shown);
  }

  #think(text: string): AnswerPart[] {
    const all = this.#thought ? this.#held + text : (this.#held + text).replace(leadingNewlines, '');
    return this.#holdNewlines('thinking', all);
  }

  #holdNewlines(channel: AnswerPart['channel'], text: string): AnswerPart[] {
    const end = text.replace(/\n+$/, '').length;
    const parts = this.#emit(channel, text.slice(0, end));
    this.#held = text.slice(end);
    return parts;
  }

  #tag(tag: Tag): AnswerPart[] {
    if (tag === 'openCall' || tag === 'closeCall' || this.#phase === 'call') return this.#callTag(tag);
    const [phase, unopened] = [this.#phase, this.#unopened];
    // A tag that opens thoughts tells that what a later one closes was opened.
    this.#unopened = null;
    if (tag === 'open' && (phase === 'start' || phase === 'gap')) {
      const further = this.#emit('thinking', this.#thought ? '\n\n' : '');
      this.#phase = 'thinking';
      this.#thought = false;
      return further;
    }
    // What the prompt opened, the model may open once more; what the prompt closed, close once more.
    if ((tag === 'open' && phase === 'thinking' && !this.#thought) || (tag === 'close' && phase === 'gap')) return [];
    if (tag === 'close' && (phase === 'thinking' || phase === 'start')) return this.#close([]);
    if (tag === 'close' && unopened !== null) {
      this.#thought = true;
      return this.#close([{ channel: 'thinking', text: unopened.replace(/^\n+|\n+$/g, ''), instead: true }]);
    }
    return this.#text(this.tags[tag]);
  }

  /** A call inside of thoughts is only thought of, and a call within a call is text of it. */
  #callTag(tag: Tag): AnswerPart[] {
    if (this.#phase === 'call' && tag === 'closeCall') {
      this.#phase = 'answer';
      return [];
    }
    if (this.#phase === 'call' || this.#phase === 'thinking' || tag === 'closeCall') return this.#text(this.tags[tag]);
    this.#phase = 'call';
    this.#called = true;
    this.#held = '';
    this.#unopened = null;
    return [{ channel: 'call', text: '', begins: true }];
  }

  #close(parts: AnswerPart[]): AnswerPart[] {
    this.#held = '';
    this.#phase = 'gap';
    return parts;
  }

  #emit(channel: AnswerPart['channel'], text: string): AnswerPart[] {
    this.#held = '';
    if (text === '') return [];
    this.#thought ||= channel === 'thinking';
    if (channel === 'answer' && this.#unopened !== null) this.#unopened += text;
    return [{ channel, text }];
  }
}
