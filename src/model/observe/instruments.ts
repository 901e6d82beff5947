import type { Gpu } from '../../gpu/device.ts';
import type { Pass } from '../pass/forward.ts';
import { LogitLens } from './logit_lens.ts';
import { StepTimer } from './step_timer.ts';
import { TokenWatcher } from './token_statistics.ts';

/** What a session measures tokens with, made when first asked for: most sessions measure nothing. */
export class Instruments {
  #stepTimer: Promise<StepTimer | null> | null = null;
  #watcher: Promise<TokenWatcher> | null = null;
  #lens: Promise<LogitLens> | null = null;

  /** For at most `inFlight` tokens at a time. */
  constructor(
    private readonly gpu: Gpu,
    private readonly pass: Pass,
    private readonly inFlight: number,
  ) {}

  destroy(): void {
    for (const made of [this.#stepTimer, this.#watcher, this.#lens]) {
      void made?.then(
        (instrument) => instrument?.destroy(),
        () => {},
      );
    }
  }

  /** Times tokens step by step, sampling included; null without timestamps. Refuses with `out-of-memory`. */
  stepTimer(): Promise<StepTimer | null> {
    const { family, layers } = this.pass.weights;
    // Besides the layers: `embed`, `logits` and `sample`.
    const steps = layers.length * family.steps.layer.length + 3;
    this.#stepTimer ??= StepTimer.create(this.gpu, steps, this.inFlight);
    return this.#stepTimer;
  }

  /** Takes statistics of tokens. Refuses with `out-of-memory`. */
  watcher(): Promise<TokenWatcher> {
    this.#watcher ??= TokenWatcher.create(this.gpu, this.pass, this.inFlight);
    return this.#watcher;
  }

  /** Takes the logit lens of tokens. Refuses with `adapter-too-small` or `out-of-memory`. */
  lens(): Promise<LogitLens> {
    this.#lens ??= LogitLens.create(this.gpu, this.pass, this.inFlight);
    return this.#lens;
  }
}
