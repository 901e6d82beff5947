import type { Recording } from '../../../gpu/recording.ts';
import type { FewShape } from '../../../vocabulary/batch_shape.ts';
import type { Tap } from '../forward.ts';

type Made = Record<FewShape, Recording<Tap>>;

/**
 * What a few tokens run under one program. An answer can begin without it, so it is recorded when it is first asked for, or
 * once nothing else has to be compiled.
 */
export class FewRecordings {
  #making: Promise<Made> | null = null;
  #made: Made | null = null;
  #destroyed = false;

  /** `isLong`: there is room for a long context, which has a recording of its own. */
  constructor(
    private readonly record: (shape: FewShape) => Promise<Recording<Tap>>,
    private readonly isLong: boolean,
  ) {}

  /** Begins what {@link get} waits for; whoever waits sees a failure. */
  begin(): void {
    if (!this.#destroyed) this.#all().catch(() => {});
  }

  async get(shape: FewShape): Promise<Recording<Tap>> {
    return (await this.#all())[shape];
  }

  /** Null until it is made. */
  made(shape: FewShape): Recording<Tap> | null {
    return this.#made?.[shape] ?? null;
  }

  destroy(): void {
    this.#destroyed = true;
    this.#free();
  }

  #all(): Promise<Made> {
    return (this.#making ??= this.#make());
  }

  async #make(): Promise<Made> {
    const short = this.record('few');
    const both = [short, this.isLong ? this.record('few-long') : short] as const;
    const [few, long] = await Promise.allSettled(both);
    const failed = [few, long].find((each) => each.status === 'rejected');
    for (const each of [few, long]) if (failed && each.status === 'fulfilled') each.value.destroy();
    if (few.status === 'rejected') throw few.reason;
    if (long.status === 'rejected') throw long.reason;
    this.#made = { few: few.value, 'few-long': long.value };
    // Nobody else would free what was still being made.
    if (this.#destroyed) this.#free();
    return this.#made;
  }

  #free(): void {
    if (this.#made) for (const recording of Object.values(this.#made)) recording.destroy();
  }
}
