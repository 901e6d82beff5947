import { maskWords, recordPermit } from './permit.ts';
import { argmaxPartsSize, recordArgmax } from './argmax.ts';
import { fused, watching, type KernelChecks } from '../checking/kernel_check.ts';
import { againstBits, type Check } from '../checking/check.ts';

/**
 * The last token's largest finite logit, the lowest id of equal ones, among NaNs and infinities of both signs; and the
 * position after it. `rows` is 1 where only the last token has logits.
 */
const argmaxCheck: Check<{ tokens: number; rows: number; width: number }> = {
  formats: [],
  sample: (random) => {
    const [tokens, width] = [random.integer(1, 4), random.odd(1, 9000)];
    return { tokens, rows: random.next() < 0.7 ? tokens : 1, width };
  },
  inModel: ({ vocabulary }) => ({ tokens: 1, rows: 1, width: vocabulary }),
  build(rig, { tokens, rows, width }, random) {
    // All below zero at times: a zero that should not be there would win.
    const [offset, first] = [random.next() < 0.5 ? -100 : 0, (rows - 1) * width];
    const logits = random.normals(rows * width).map((value) => value + offset);
    // Rows of earlier tokens are larger throughout.
    for (let i = 0; i < first; i++) logits[i]! += 50;
    let largest = first;
    for (let i = first; i < logits.length; i++) if (logits[i]! > logits[largest]!) largest = i;
    for (let n = 0; n < width / 20; n++) {
      const at = first + random.integer(0, width - 1);
      if (at !== largest) logits[at] = [Number.NaN, Infinity, -Infinity][n % 3]!;
    }
    if (largest + 1 < logits.length) logits[logits.length - 1] = logits[largest]!;
    const ids = rig.output(1, 1);
    const [input, parts] = [rig.input(logits, width), rig.scratch(argmaxPartsSize)];
    return {
      words: `logits about ${offset}`,
      batch: { start: 5, tokens },
      bytes: 4 * width,
      plan: (recorder, batch) =>
        recordArgmax(
          recorder,
          { batch, logits: input, parts, ids: ids.binding.buffer, everyRow: rows === tokens },
          rig.tuning.argmax,
        ),
      judge: againstBits(async () => {
        const id = new Uint32Array((await rig.read(ids)).buffer)[0]!;
        return [id, ...(await rig.readBatch())];
      }, [largest - first, 5 + tokens, 1]),
    };
  },
};

/** The last token's logits, to the bit, where the mask has one; -infinity elsewhere. NaNs stay, too. */
const permitCheck: Check<{ tokens: number; rows: number; width: number }> = {
  formats: [],
  sample: (random) => argmaxCheck.sample(random),
  inModel: (model) => argmaxCheck.inModel(model),
  build(rig, { tokens, rows, width }, random) {
    const [logits, first] = [random.normals(rows * width), (rows - 1) * width];
    if (random.next() < 0.5) logits[first] = Number.NaN;
    const share = random.next();
    const bits = Array.from({ length: 32 * maskWords(width) }, () => random.next() < share);
    const words = Array.from({ length: maskWords(width) }, (_, word) =>
      bits.slice(32 * word, 32 * word + 32).reduce((all, bit, at) => (bit ? all | (1 << at) : all), 0),
    );
    const [input, mask] = [rig.input(logits, width), rig.ids(words)];
    const permitted = rig.output(width, width);
    const expected = logits.slice(first).map((logit, id) => (bits[id] ? logit : -Infinity));
    return {
      words: `${bits.slice(0, width).filter(Boolean).length} permitted`,
      batch: { start: 5, tokens },
      bytes: 8 * width,
      plan: (recorder, batch) =>
        recordPermit(recorder, {
          batch,
          logits: input,
          mask,
          permitted: permitted.binding.buffer,
          everyRow: rows === tokens,
        }),
      judge: againstBits(() => rig.read(permitted), expected),
    };
  },
};

export const checks: KernelChecks = {
  permit: watching(permitCheck),
  argmax: fused(argmaxCheck),
};
