import type { ModelId } from './contract.ts';
import { acquire, lockNames } from './locks.ts';
import type { Doing, Notices } from './notices.ts';
import type { Platform } from './platform.ts';

/**
 * What the workers of this origin do to models. Each tells the others, and holds a lock while it lives, so that what a dead one did is
 * forgotten.
 */
export class Activities {
  readonly #self = crypto.randomUUID();
  readonly #own = new Map<ModelId, Doing>();
  readonly #others = new Map<string, Map<ModelId, Doing>>();

  constructor(
    readonly platform: Platform,
    readonly notices: Notices,
    /** Called when another worker has begun, gone on or ended. */
    readonly onChange: () => void,
  ) {
    void acquire(platform, lockNames.worker(this.#self));
    notices.listen((notice) => {
      if (notice.kind === 'hello') for (const [id, doing] of this.#own) this.#tell(id, doing);
      if (notice.kind === 'doing' && notice.worker !== this.#self) this.#hear(notice.worker, notice.id, notice.doing);
    });
    notices.post({ kind: 'hello' });
  }

  /** What is being done to a model; null for nothing. */
  get(id: ModelId): Doing | null {
    const doings = [this.#own, ...this.#others.values()].map((models) => models.get(id));
    // While one downloads, others may have waited for it.
    return doings.find((doing) => doing?.state === 'downloading') ?? doings.find((doing) => doing) ?? null;
  }

  begin(id: ModelId, doing: Doing): void {
    this.#own.set(id, doing);
    this.#tell(id, doing);
    this.onChange();
  }

  end(id: ModelId): void {
    this.#own.delete(id);
    this.#tell(id, null);
    this.onChange();
  }

  #tell(id: ModelId, doing: Doing | null): void {
    this.notices.post({ kind: 'doing', id, worker: this.#self, doing });
  }

  #hear(worker: string, id: ModelId, doing: Doing | null): void {
    const known = this.#others.get(worker);
    const models = known ?? new Map<ModelId, Doing>();
    this.#others.set(worker, models);
    if (doing) models.set(id, doing);
    else models.delete(id);
    this.onChange();
    if (!known) void this.#forgetWhenDead(worker);
  }

  async #forgetWhenDead(worker: string): Promise<void> {
    const release = await acquire(this.platform, lockNames.worker(worker), { mode: 'shared' });
    release();
    this.#others.delete(worker);
    this.onChange();
  }
}
