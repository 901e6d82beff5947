import { expect, test } from 'vitest';
import attentionSplit from '../../shaders/attention/attention_split.wgsl';
import normQkv from '../../shaders/qkv/norm_qkv.wgsl';
import productAddTiles from '../../shaders/down/product_add_tiles.wgsl';
import add from '../../shaders/plain/add.wgsl';
import { Recorder } from '../gpu/recording.ts';
import { floatsByBits, maxOf, shaderFiles, sourceOf } from './compose.ts';

const buffer = {} as GPUBuffer;
const operands = { x: buffer, y: buffer, sum: buffer };
const grid = { x: 1, y: 1 };
const rows = {
  weight_type: 0,
  gain_type: 0,
  vec8_aligned: 1,
  group_size: 64,
  team: 32,
  subgroup_lanes: 32,
  inputs: 64,
  vec8s_per_chunk: 1,
  q_rows: 1,
  kv_rows: 1,
  k_first: 0,
  v_first: 0,
  k_row: 1,
  v_row: 2,
  k_type: 0,
  v_type: 0,
  rows_each: 3,
};

test('a kernel is a contract, read off its file', () => {
  expect(add).toMatchObject({
    name: 'add',
    bindings: { x: 'read', y: 'read', sum: 'read_write' },
    params: { width: 'u32' },
    constants: ['group_size'],
    workgroup: ['group_size'],
    choices: {},
  });
});

test('wrong names of bindings, parameters, overrides and choices do not compile', () => {
  const recorder = new Recorder<never>();
  const source = sourceOf(add, { group_size: 64 }, {});
  recorder.dispatch(source, operands, { width: 3 }, grid);
  // @ts-expect-error: a binding is missing
  recorder.dispatch(source, { x: buffer, y: buffer }, { width: 3 }, grid);
  // @ts-expect-error: there is no binding of that name
  recorder.dispatch(source, { ...operands, z: buffer }, { width: 3 }, grid);
  // @ts-expect-error: a parameter is missing
  recorder.dispatch(source, operands, {}, grid);
  // @ts-expect-error: there is no parameter of that name
  recorder.dispatch(source, operands, { width: 3, height: 3 }, grid);
  // @ts-expect-error: an override is missing
  sourceOf(add, {}, {});
  // @ts-expect-error: nothing of that name can be chosen
  sourceOf(normQkv, rows, { team: 'tiles_registers' });
  expect(recorder.planned).toHaveLength(5);
});

test('an override that a kernel does not declare is refused, by the compiler or, out of a spread, when it is recorded', () => {
  // @ts-expect-error: there is no override of that name
  expect(() => sourceOf(add, { group_size: 64, group: 64 }, {})).toThrow('add.wgsl was given group');
  const spread = { group_size: 64, team: 32 };
  expect(() => sourceOf(add, spread, {})).toThrow('add.wgsl was given team, and declares no such override');
});

test('the text of a kernel has what it needs once, what is chosen, and directives first', () => {
  const count = (wgsl: string, part: string) => wgsl.split(part).length - 1;
  const { wgsl } = sourceOf(normQkv, rows, { team: 'team_subgroups', ...floatsByBits });
  expect(wgsl.startsWith('enable subgroups;')).toBe(true);
  expect(count(wgsl, 'struct Vec8 {')).toBe(1);
  expect(count(wgsl, 'subgroupShuffleXor')).toBe(2);
  expect(sourceOf(normQkv, rows, { team: 'team_workgroup', ...floatsByBits }).wgsl).not.toContain('subgroupShuffleXor');
});

test('a constant beyond a limit of any file is refused', () => {
  expect(() => sourceOf(normQkv, { ...rows, rows_each: 4 }, { team: 'team_workgroup', ...floatsByBits })).toThrow(
    'norm_qkv.wgsl was given rows_each = 4, and takes 1 to 3',
  );
  expect(maxOf(attentionSplit, 'query_group')).toBe(8);
  expect(maxOf(normQkv, 'rows_each')).toBe(3);
  expect(() => maxOf(productAddTiles, 'inputs')).toThrow('does not say what it takes of inputs');
});

test('every file of shaders is here', () => {
  expect(Object.keys(shaderFiles).length).toBeGreaterThan(60);
});
