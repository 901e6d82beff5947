import persistentChain from '../../../shaders/ladder/chain/persistent_chain.wgsl';
import { againstFloat64, type Case, type Check } from '../../../src/kernels/checking/check.ts';
import { encode } from '../../../src/kernels/checking/encode.ts';
import type { Random } from '../../../src/kernels/checking/random.ts';
import type { Rig } from '../../../src/kernels/checking/rig.ts';
import { sourceOf } from '../../../src/kernels/compose.ts';
import { recordProductAdd } from '../../../src/kernels/down/record.ts';
import { denseTypes, type WeightType } from '../../../src/kernels/formats/formats.ts';
import { placeInPack } from '../../../src/kernels/operands.ts';
import { add, matmul } from '../../../src/kernels/oracle/float64.ts';
import { fitting, productConstants } from '../../../src/kernels/products/one_token.ts';
import { workgroupsAtOnce } from './at_once.ts';
import type { Ladder } from './ladder.ts';

type ChainSizes = { links: number; width: number };

/** Invocations of a workgroup that does not end. */
const groupSize = 512;

/** A chain's operands: x [width], and a square weight a link; what links write lies in `sum`, which the last one writes, and in `between`. */
function scene(rig: Rig, { links, width }: ChainSizes, random: Random, format: WeightType) {
  const x = random.normals(width);
  // Sums stay of the size of x.
  const weights = Array.from({ length: links }, () =>
    encode(random.normals(width * width, 0.3 / Math.sqrt(width)), format),
  );
  const sum = rig.output(width, width);
  const bytes = weights.reduce((total, weight) => total + weight.bytes.length, 0) + 2 * links * x.byteLength;
  return {
    operands: {
      x: rig.input(x, width),
      pack: rig.pack(
        weights,
        weights.map(() => format),
        width,
      ),
      sum,
    },
    batch: { start: 3, tokens: 1 },
    bytes,
    judge: againstFloat64(
      () => rig.read(sum),
      (round) => {
        let y: Float64Array = Float64Array.from(x);
        for (const { values } of weights) y = add(y, matmul(y, values, width, round), round);
        return y;
      },
    ),
  };
}

function check(
  build: (rig: Rig, sizes: ChainSizes, random: Random, format: WeightType) => Case | Promise<Case>,
): Check<ChainSizes> {
  return {
    formats: denseTypes,
    sample: (random) => ({ links: random.integer(2, 5), width: random.integer(1, 20) * 8 }),
    inModel: ({ hidden }) => ({ links: 4, width: hidden }),
    build,
  };
}

/** Products that each need the one before: what decoding a token is. */
export const chain: Ladder = {
  title: 'Chain of products',
  rungs: [
    {
      name: 'dispatch_a_link',
      lesson: 'A dispatch a product: each begins when the one before has ended everywhere.',
      check: check((rig, sizes, random, format) => {
        const { operands, ...others } = scene(rig, sizes, random, format);
        const { width, links } = sizes;
        const between = Array.from({ length: links - 1 }, () => rig.output(width, width));
        const xs = [operands.x, ...between, operands.sum];
        const plan = rig.plan(1, (on) => {
          operands.pack.weights.forEach((weight, link) => {
            recordProductAdd(on, { y: xs[link]!, weight, x: xs[link]!, sum: xs[link + 1]! });
          });
        });
        return { ...others, plan };
      }),
    },
    {
      name: 'persistent_chain',
      lesson: 'One dispatch whose workgroups wait for each other word by word, where they are seen to run at once.',
      check: check(async (rig, sizes, random, format) => {
        const { operands, ...others } = scene(rig, sizes, random, format);
        const { x, pack, sum } = operands;
        const { width, links } = sizes;
        const words = rig.scratch(2 * links * width);
        const ended = rig.zeros(1).binding;
        // Half of what was seen: a kernel takes more registers than the probe.
        const groups = Math.max(1, Math.floor((await workgroupsAtOnce(rig.gpu)) / 2));
        const plan = rig.plan(1, ({ recorder, tuning }) => {
          const size = Math.min(groupSize, tuning.maxGroupSize);
          const rowsAtOnce = 2 ** Math.ceil(Math.log2(Math.ceil(width / groups)));
          const { team } = fitting({ team: Math.max(tuning.subgroupLanes, size / rowsAtOnce) }, format, width);
          const constants = {
            ...productConstants(tuning, format, width, { groupSize: size, team }),
            links,
            link_elements: links > 1 ? placeInPack(pack, pack.weights[1]!) : 0,
            groups,
          };
          recorder.dispatch(
            sourceOf(persistentChain, constants, tuning.choices),
            { start: x.binding, weight: pack.binding, words, ended, sum: sum.binding },
            {},
            { x: groups, y: 1 },
          );
        });
        return { ...others, plan };
      }),
    },
  ],
};
