import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const parse = (line: string) => parseOptions(line.split(' '));

describe('parseOptions', () => {
  it('runs a kernel at the random sizes of seed 1', () => {
    expect(parse('product_add')).toEqual({
      kind: 'run',
      ladder: null,
      choices: [{ name: 'product_add', seed: 1, model: null, sizes: {}, format: null, tuning: {} }],
      json: null,
    });
  });

  it('takes a model with sizes that are different', () => {
    const options = parse('norm_qkv --seed 7 --shape qwen3-0.6b,qRows=5,kvRows=3 --format bf16 --tuning qkv.rows=1');
    expect(options).toMatchObject({
      choices: [
        {
          seed: 7,
          model: 'qwen3-0.6b',
          sizes: { qRows: 5, kvRows: 3 },
          format: 'BF16',
          tuning: { 'qkv.rows': '1' },
        },
      ],
    });
  });

  it('runs every rung of a ladder at the same', () => {
    const options = parse('--ladder product --shape inputs=64,outputs=7 --json out.json');
    if (options.kind !== 'run') throw new Error('no run');
    expect(options.choices.map(({ name }) => name)).toContain('product/vector_loads');
    expect(new Set(options.choices.map(({ sizes }) => JSON.stringify(sizes)))).toEqual(
      new Set(['{"inputs":64,"outputs":7}']),
    );
    expect(options.json).toMatch(/out\.json$/);
  });

  it('lists kernels', () => expect(parse('--list')).toEqual({ kind: 'list' }));

  it.each([
    ['no_such', 'no_such: no such kernel; npm run kernels -- --list names them.'],
    ['product_add argmax', 'argmax: one kernel at a time; usage: '],
    ['--seed 1', 'Give a kernel or a ladder; usage: '],
    ['product_add --ladder product', 'Give a kernel or a ladder; usage: '],
    ['--ladder up', '--ladder up: no such ladder, give one of product, chain'],
    ['product_add --seed x', '--seed x: not a seed, give a whole number of at most nine digits.'],
    ['product_add --shape outputs', '--shape outputs: give KEY=VALUE,... or a model: qwen3-0.6b'],
    ['product_add --shape rows=3', 'product_add: rows is no size of this kernel: it takes inputs, outputs.'],
    ['product_add --shape inputs=0', 'product_add: inputs 0: give a whole number from 1 on.'],
    ['product_add --shape inputs=', 'product_add: inputs NaN: give a whole number from 1 on.'],
    ['rope --shape headDim=3', 'rope: headDim 3: give a multiple of 2 from 2 on.'],
    ['product_add --format q5', '--format q5: no such format, give one of f32, f16, bf16'],
    ['rms_norm --format q8', "rms_norm: Q8 is no format of this kernel's weights: it takes F32, F16, BF16."],
    ['product_add --tuning down.team', '--tuning down.team: give KEY=VALUE, separated by commas.'],
    ['product_add --fast', "Unknown option '--fast'"],
  ])('refuses %s', (line, words) => {
    expect(() => parse(line)).toThrow(words);
  });
});
