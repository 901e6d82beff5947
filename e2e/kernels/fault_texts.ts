import { faults } from '../../src/kernels/variants/faults/catalogue.ts';
import { textsOf } from '../../src/kernels/variants/faults/texts.fixture.ts';
import { varied } from '../../src/kernels/variants/variant.ts';

/** The text of every kernel with every mistake, those that this adapter would not run included. */
export function faultTexts(): [string, string][] {
  return faults.flatMap(({ name, edits }) =>
    [...new Set(edits.map((edit) => edit.kernel))].flatMap((kernel) => {
      const step = edits.find((edit) => edit.kernel === kernel)!.step ?? 'any';
      return textsOf(kernel).map((source): [string, string] => [
        `${name}, ${kernel}`,
        varied({ name, layer: null, edits }, source, step, null).wgsl,
      ]);
    }),
  );
}
