import { argmaxPartsSize, recordArgmax } from './argmax.ts';
import { judgeEqual, type Check } from '../checking/check.ts';

/** The last token's largest finite logit, the lowest id of equal ones, among NaNs and infinities of both signs; and where it stands. */
export const argmaxCheck: Check = async (rig, random) => {
  const [tokens, width] = [random.integer(1, 4), random.odd(1, 9000)];
  const everyRow = random.next() < 0.7;
  const rows = everyRow ? tokens : 1;
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
  let batchAfter!: GPUBuffer;
  await rig.runRecorded({ start: 5, tokens }, (recorder, batch) => {
    batchAfter = batch;
    recordArgmax(
      recorder,
      {
        batch,
        logits: rig.input(logits, width),
        parts: rig.scratch(argmaxPartsSize),
        ids: ids.binding.buffer,
        everyRow,
      },
      rig.tuning.argmax,
    );
  });
  const id = new Uint32Array((await rig.read(ids)).buffer)[0]!;
  const next = await rig.words(batchAfter, 2);
  return judgeEqual(`row ${rows} of ${width}, ${offset}`, [id, ...next], [largest - first, 5 + tokens, 1]);
};
