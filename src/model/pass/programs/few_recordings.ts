import type { Recording } from '../../../gpu/recording.ts';
import type { FewShape } from '../../../vocabulary/batch_shape.ts';
import type { Tap } from '../forward.ts';
import { Lazy } from './lazy.ts';

type Made = Record<FewShape, Recording<Tap>>;

/**
 * What a few tokens run under one program. An answer can begin without it, so it is recorded when it is first asked for, or
 * once nothing else has to be compiled.
 */
export class FewRecordings {
  readonly #all = new Lazy(() => this.#make());
  #made: Made | null = null;
  #destroyed = false;

  /** `isLong`: there is room for a long context, which has a recording of its own. */
  constructor(
    private readonly record: (shape: FewShape) => Promise<Recording<Tap>>,
    private readonly isLong: boolean,
  ) {}

  async get(shape: FewShape): Promise<Recording<Tap>> {
    // Nobody would free what is begun now.
    if (this.#destroyed) throw new Error('these recordings are gone');
    return (await this.#all.get())[shape];
  }

  /** Null until it is made. */
  made(shape: FewShape): Recording<Tap> | null {
    return this.#made?.[shape] ?? null;
  }

  destroy(): void {
    this.#destroyed = true;
    this.#all.drop(({ few, 'few-long': long }) => [few, long].forEach((each) => each.destroy()));
  }

  async #make(): Promise<Made> {
    const short = this.record('few');
    const both = [short, this.isLong ? this.record('few-long') : short] as const;
    try {
      const [few, long] = await Promise.all(both);
      this.#made = { few, 'few-long': long };
      return this.#made;
    } catch (error) {
      // One without the other is useless.
      for (const made of await Promise.allSettled(both)) if (made.status === 'fulfilled') made.value.destroy();
      throw error;
    }
  }
}
