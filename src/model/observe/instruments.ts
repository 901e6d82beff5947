import type { Gpu } from '../../gpu/device.ts';
import type { Pass } from '../pass/forward.ts';
import { Lazy } from '../pass/programs/lazy.ts';
import { StepTimer } from './step_timer.ts';
import { TokenWatcher } from './token_statistics.ts';

/** What a session measures tokens with, made when first asked for: most sessions measure nothing. */
export class Instruments {
  readonly #stepTimer: Lazy<StepTimer | null>;
  readonly #watcher: Lazy<TokenWatcher>;

  /** For at most `inFlight` tokens at a time. */
  constructor(gpu: Gpu, pass: Pass, inFlight: number) {
    const { family, layers } = pass.weights;
    // Besides the layers: `embed`, `logits` and `sample`.
    const steps = layers.length * family.steps.layer.length + 3;
    this.#stepTimer = new Lazy(() => StepTimer.create(gpu, steps, inFlight));
    this.#watcher = new Lazy(() => TokenWatcher.create(gpu, pass, inFlight));
  }

  destroy(): void {
    this.#stepTimer.drop((timer) => timer?.destroy());
    this.#watcher.drop((watcher) => watcher.destroy());
  }

  /** Times tokens step by step, sampling included; null without timestamps. Refuses with `out-of-memory`. */
  stepTimer(): Promise<StepTimer | null> {
    return this.#stepTimer.get();
  }

  /** Takes statistics of tokens. Refuses with `out-of-memory`. */
  watcher(): Promise<TokenWatcher> {
    return this.#watcher.get();
  }
}
