import type { Archive } from './archive.ts';
import type { ConversationId, ConversationRecord } from './conversation_record.ts';

/** A draft or an answer changes many times a second: it is written once in this time, and a crash loses no more. */
const pauseMs = 400;

interface Parts {
  archive: Archive;
  /** Is called after each write. */
  onSaved: (record: ConversationRecord) => void;
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

  /** Resolves once all changes so far are stored, or reported as not stored. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (const [id, record] of this.#changed) {
      try {
        await this.parts.archive.write(record);
        this.parts.onSaved(record);
      } catch (error) {
        this.parts.onUnsaved(error instanceof Error ? error.message : String(error));
      }
      if (this.#changed.get(id) === record) this.#changed.delete(id);
      else if (this.#changed.has(id)) this.#timer ??= setTimeout(() => void this.flush(), pauseMs);
    }
  }
}
