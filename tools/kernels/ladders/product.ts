import invocationARow from '../../../shaders/ladder/product/invocation_a_row.wgsl';
import severalRows from '../../../shaders/ladder/product/several_rows.wgsl';
import subgroupSums from '../../../shaders/ladder/product/subgroup_sums.wgsl';
import vectorLoads from '../../../shaders/ladder/product/vector_loads.wgsl';
import workgroupARow from '../../../shaders/ladder/product/workgroup_a_row.wgsl';
import type { Check } from '../../../src/kernels/checking/check.ts';
import { sourceOf } from '../../../src/kernels/compose.ts';
import type { Context } from '../../../src/kernels/context.ts';
import { recordProductAdd } from '../../../src/kernels/down/record.ts';
import { onlyPiece, type Activation, type Weight } from '../../../src/kernels/operands.ts';
import { fitting, productConstants, productGrid } from '../../../src/kernels/products/one_token.ts';
import { residualProduct, residualProductSizes } from '../../../src/kernels/products/scene.ts';
import type { Tuning } from '../../../src/kernels/tuning.ts';
import type { Ladder } from './ladder.ts';

interface Operands {
  y: Activation;
  weight: Weight;
  x: Activation;
  sum: Activation;
}

const bindingsOf = ({ y, weight, x, sum }: Operands) => ({
  y: y.binding,
  weight: onlyPiece(weight),
  x: x.binding,
  sum: sum.binding,
});

/** What all kernels that read vec8s are given, where the team is the workgroup. */
function constantsOf({ tuning }: Context<Tuning>, { y, weight }: Operands) {
  const { groupSize } = tuning.down;
  return productConstants(tuning, weight.type, y.width, { groupSize, team: groupSize });
}

function check(record: (on: Context<Tuning>, operands: Operands) => void): Check {
  return {
    ...residualProductSizes('one'),
    build(rig, sizes, random, format) {
      const { inputs, outputs } = sizes as { inputs: number; outputs: number };
      const { operands, ...others } = residualProduct(rig, { inputs, outputs }, random, format);
      return { ...others, plan: rig.plan(1, (on) => record(on, operands)) };
    },
  };
}

const several = 4;

/** sum = x + W y, of one token: nearly all that decoding does. */
export const product: Ladder = {
  title: 'Matrix-vector product',
  rungs: [
    {
      name: 'invocation_a_row',
      lesson: 'One invocation a row: loads are a row apart, and most of every line of memory is thrown away.',
      check: check((on, operands) => {
        const { group_size, inputs, weight_type } = constantsOf(on, operands);
        const outputs = operands.x.width;
        on.recorder.dispatch(
          sourceOf(invocationARow, { group_size, inputs, outputs, weight_type }, on.tuning.choices),
          bindingsOf(operands),
          {},
          { x: Math.ceil(outputs / group_size), y: 1 },
        );
      }),
    },
    {
      name: 'workgroup_a_row',
      lesson: 'A workgroup a row: neighbours read neighbours, and lines are used whole. Sums cost a barrier a halving.',
      check: check((on, operands) => {
        const { group_size, inputs, weight_type } = constantsOf(on, operands);
        on.recorder.dispatch(
          sourceOf(workgroupARow, { group_size, inputs, weight_type }, on.tuning.choices),
          bindingsOf(operands),
          {},
          { x: operands.x.width, y: 1 },
        );
      }),
    },
    {
      name: 'vector_loads',
      lesson: 'Sixteen bytes a load: fewer instructions and requests for the same bytes.',
      check: check((on, operands) => {
        const { group_size, inputs, weight_type, vec8_aligned } = constantsOf(on, operands);
        on.recorder.dispatch(
          sourceOf(vectorLoads, { group_size, inputs, weight_type, vec8_aligned }, on.tuning.choices),
          bindingsOf(operands),
          {},
          { x: operands.x.width, y: 1 },
        );
      }),
    },
    {
      name: 'subgroup_sums',
      lesson:
        'Sums between registers: one barrier in place of one a halving. Most invocations still have a load or none.',
      check: check((on, operands) => {
        const { vec8s_per_chunk: _, ...constants } = constantsOf(on, operands);
        on.recorder.dispatch(
          sourceOf(subgroupSums, constants, on.tuning.choices),
          bindingsOf(operands),
          {},
          { x: operands.x.width, y: 1 },
        );
      }),
    },
    {
      name: 'product_add',
      lesson: 'A team a row, as large as the row needs, with unrolled loads all under way at once. This one is in use.',
      check: check(recordProductAdd),
    },
    {
      name: 'several_rows',
      lesson:
        'Four rows a team, so that inputs are read once for them: fewer loads, but fewer teams to hide their latency.',
      check: check((on, operands) => {
        const { weight, x, y } = operands;
        const sizes = { ...fitting(on.tuning.down, weight.type, y.width), rows: several };
        on.recorder.dispatch(
          sourceOf(
            severalRows,
            {
              ...productConstants(on.tuning, weight.type, y.width, sizes),
              outputs: x.width,
              rows_each: sizes.rows,
            },
            on.tuning.choices,
          ),
          bindingsOf(operands),
          {},
          productGrid(x.width, sizes),
        );
      }),
    },
  ],
};
