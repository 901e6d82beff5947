import { expect, test } from 'vitest';
import { passes } from '../../../kernels/variants/passes.fixture.ts';
import { stepNames } from '../../../vocabulary/program.ts';
import { layerStages, stageName } from '../../../vocabulary/stages.ts';
import { qwen3 } from './qwen3.ts';

/** The stages that passes of many tokens, which fuse no neighbouring steps, mark on a model of one layer. */
const marked = (label: string) =>
  passes.filter((pass) => pass.label.startsWith(`${label}, many,`)).map(({ marks }) => marks);

test('the steps are those of the vocabulary, in order', () => {
  const { embed, layer, logits } = qwen3.steps;
  expect([embed, ...layer, logits].map(({ name }) => name)).toEqual(stepNames.filter((name) => name !== 'sample'));
});

test('the reference visits every stage in order', () => {
  const found = marked('reference').map((marks) => marks.map(({ layer, stage }) => stageName(layer, stage)));
  const inLayer = layerStages.map((stage) => stageName(0, stage));
  expect(found.length).toBeGreaterThan(0);
  for (const stages of found) expect(stages).toEqual(['embed', ...inLayer, 'final_norm', 'logits']);
});

test('fused kernels that each run one step write the boundaries, and nothing between', () => {
  const found = marked('fused').map((marks) => new Set(marks.map(({ stage }) => stage)));
  expect(found.length).toBeGreaterThan(0);
  for (const stages of found) expect(stages).toEqual(qwen3.boundaries);
});
