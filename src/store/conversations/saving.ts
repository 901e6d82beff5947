import { whyUnsaved } from '../why_unsaved.ts';
import type { Archive } from './archive.ts';
import type { ConversationId, ConversationRecord } from './conversation_record.ts';

/** A draft or an answer changes many times a second: it is written once in this time, and a crash loses no more. */
const pauseMs = 400;

interface Parts {
  archive: Archive;
  /** Is called before each write. */
  onWriting: (record: ConversationRecord) => void;
  /** Is called after each write that succeeded. */
  onStored: (record: ConversationRecord) => void;
  /** Is called where another tab has written the conversation since it was read here: its record is the one that stays. */
  onSuperseded: (id: ConversationId) => void;
  onUnsaved: (reason: string) => void;
}

/** Writes changed conversations, the latest version of each, one after the other. */
export class Saving {
  readonly #changed = new Map<ConversationId, ConversationRecord>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** What is to be written of a conversation, if anything: the archive is older. */
  pending(id: ConversationId): ConversationRecord | null {
    return this.#changed.get(id) ?? null;
  }

  /** All that is to be written. */
  get unsaved(): readonly ConversationRecord[] {
    return [...this.#changed.values()];
  }

  changed(record: ConversationRecord): void {
    this.#changed.set(record.id, record);
    this.#timer ??= setTimeout(() => void this.flush(), pauseMs);
  }

  /** Forgets what was to be written of a conversation that is deleted. */
  forget(id: ConversationId): void {
    this.#changed.delete(id);
  }

  /** Resolves once all changes so far are stored, or reported as not stored. Those stay {@link pending}, and are tried again with the next. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (const [id, record] of this.#changed) {
      this.parts.onWriting(record);
      try {
        if (await this.parts.archive.write(record)) this.parts.onStored(record);
        else this.parts.onSuperseded(id);
      } catch (error) {
        this.parts.onUnsaved(whyUnsaved(error));
        continue;
      }
      if (this.#changed.get(id) === record) this.#changed.delete(id);
      else if (this.#changed.has(id)) this.#timer ??= setTimeout(() => void this.flush(), pauseMs);
    }
  }
}
