import { expect, test } from 'vitest';
import type { Model } from '../../job.ts';
import { buildQwen3 } from './qwen3.ts';

type Field = number | Uint8Array;

/** The fields of a protobuf message by number. Floats become 0. */
function fields(bytes: Uint8Array): Map<number, Field[]> {
  const found = new Map<number, Field[]>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    let value: Field = 0;
    if (key % 8 === 0) value = varint();
    else if (key % 8 === 5) at += 4;
    else {
      const length = varint();
      value = bytes.subarray(at, at + length);
      at += length;
    }
    const number = Math.floor(key / 8);
    found.set(number, [...(found.get(number) ?? []), value]);
  }
  return found;
}

const text = (field: Field | undefined) => new TextDecoder().decode(field as Uint8Array);
const messages = (of: Map<number, Field[]>, number: number) =>
  (of.get(number) ?? []).map((field) => fields(field as Uint8Array));

function read(model: Model) {
  const built = buildQwen3(model, 'float16', 256);
  const graph = messages(fields(built.bytes), 7)[0]!;
  const names = (number: number, name: number) => messages(graph, number).map((entry) => text(entry.get(name)?.[0]));
  return {
    built,
    inputs: names(11, 1),
    outputs: names(12, 1),
    tensors: messages(graph, 5).map((tensor) => ({
      name: text(tensor.get(8)![0]),
      shape: tensor.get(1) as number[],
      isExternal: tensor.has(14),
    })),
    nodes: messages(graph, 1).map((node) => ({
      operator: text(node.get(4)![0]),
      inputs: node.get(1)!.map(text),
      outputs: node.get(2)!.map(text),
    })),
  };
}

const models: Model[] = [
  { weights: 'q4', accuracyLevel: 4, output: 'argmax', layers: 2 },
  { weights: 'f16', accuracyLevel: 0, output: 'logits', layers: 2 },
];

test.each(models)('$weights: every input of an operator was produced before, and only once', (model) => {
  const { inputs, outputs, tensors, nodes } = read(model);
  const known = new Set(['', ...inputs, ...tensors.map(({ name }) => name)]);
  expect(known.size).toBe(1 + inputs.length + tensors.length);
  for (const node of nodes) {
    for (const input of node.inputs) expect(known, `${node.operator} reads ${input}`).toContain(input);
    for (const output of node.outputs.filter(Boolean)) {
      expect(known, `${node.operator} makes ${output}`).not.toContain(output);
      known.add(output);
    }
  }
  for (const output of outputs) expect(known).toContain(output);
  expect(inputs).toContain('past_key_values.1.value');
});

test('layers consist of the operators that the runtime fuses', () => {
  const count = new Map<string, number>();
  for (const { operator } of read(models[0]!).nodes) count.set(operator, (count.get(operator) ?? 0) + 1);
  expect(Object.fromEntries(count)).toEqual({
    Gather: 2,
    // The input norm of layer 0, and the q and k norms of both layers.
    SimplifiedLayerNormalization: 5,
    MatMulNBits: 15,
    Reshape: 8,
    GroupQueryAttention: 2,
    SkipSimplifiedLayerNormalization: 4,
    Sigmoid: 2,
    Mul: 4,
    ArgMax: 1,
  });
});

test('weights lie outside the model and are as large as their shapes say', async () => {
  const keys = 'model.layers.0.self_attn.k_proj.weight';
  const { built, tensors } = read(models[0]!);
  expect(built.bytes.length).toBeLessThan(2 ** 17);
  const external = tensors.filter(({ isExternal }) => isExternal);
  expect(built.externalData.map(({ path }) => path)).toEqual(external.map(({ name }) => name));
  const sizes = { [`${keys}.nibbles`]: 1, [`${keys}.scales`]: 2, cos_cache: 2 };
  for (const [name, bytes] of Object.entries(sizes)) {
    const { shape } = external.find((tensor) => tensor.name === name)!;
    const data = await built.externalData.find(({ path }) => path === name)!.make();
    expect(data.length, name).toBe(shape.reduce((product, extent) => product * extent, bytes));
  }
});
