import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { attempt } from '../../../result.ts';
import { denseTypes } from '../../../kernels/formats/formats.ts';
import { storedBytes, type TensorEntry } from './safetensors.ts';
import { readShards } from './shards.ts';
import { fileSource } from '../sources/files.ts';
import type { Bytes, Source } from '../sources/source.ts';

interface Spec {
  name: string;
  dtype: TensorEntry['dtype'];
  shape: number[];
}

const spec = fc.record({
  // As binary as a name can be, and the names that objects treat as their own.
  name: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', 'constructor', 'toString', '0', 'model.norm.weight'),
  ),
  dtype: fc.constantFrom<TensorEntry['dtype'][]>(...denseTypes, 'U32', 'I32', 'F8_E4M3'),
  shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
});
const specs = fc
  .uniqueArray(spec, { selector: ({ name }) => name, maxLength: 6 })
  .filter((all) => all.every(({ name }) => name !== '__metadata__'));
const metadata = fc.option(fc.dictionary(fc.string(), fc.string()), { nil: undefined });
const padding = fc.integer({ min: 0, max: 9 });

describe('a valid header', () => {
  test('gives back the tensors it was made from, with absolute offsets', async () => {
    await fc.assert(
      fc.asyncProperty(specs, metadata, padding, async (tensors, extra, spaces) => {
        const { bytes, dataStart } = encode(tensors, extra, spaces);
        const { tensors: read } = await readShards(source(bytes));
        expect(read.map(({ name, dtype, shape }) => ({ name, dtype, shape })).toSorted(byName)).toEqual(
          tensors.toSorted(byName),
        );
        expectFilled(read, dataStart, bytes.byteLength);
      }),
      { seed: 2 },
    );
  });
});

describe('a damaged file is read or refused, nothing else:', () => {
  const reading = (bytes: Bytes, claimedBytes = bytes.byteLength) =>
    attempt(async () => {
      const { tensors } = await readShards(source(bytes, claimedBytes));
      const dataStart = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
      expectFilled(tensors, dataStart, claimedBytes);
    });

  const replaced = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
  test('bytes replaced', async () => {
    await fc.assert(
      fc.asyncProperty(specs, replaced, async (tensors, changes) => {
        const { bytes, dataStart } = encode(tensors);
        for (const [at, byte] of changes) bytes[at % dataStart] = byte;
        await expect(reading(bytes)).resolves.toHaveProperty('ok');
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  // Digits and punctuation where the header already has JSON: most results are JSON still.
  const splices = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.stringMatching(/^[-0-9",:[\]{}e.]{0,3}$/)), {
    minLength: 1,
    maxLength: 3,
  });
  test('header text spliced', async () => {
    await fc.assert(
      fc.asyncProperty(specs, splices, async (tensors, edits) => {
        let text = headerText(tensors);
        for (const [at, drop, put] of edits) {
          const from = at % text.length;
          text = text.slice(0, from) + put + text.slice(from + drop);
        }
        await expect(reading(assemble(text, dataBytes(tensors)).bytes)).resolves.toHaveProperty('ok');
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('cut short or with bytes left over, always refused', async () => {
    await fc.assert(
      fc.asyncProperty(specs, fc.nat(), fc.boolean(), async (tensors, at, cut) => {
        const { bytes } = encode(tensors);
        const length = cut ? at % bytes.byteLength : bytes.byteLength + 1 + (at % 100);
        const damaged = new Uint8Array(length);
        damaged.set(bytes.subarray(0, length));
        const { kind } = await refusalOf(() => readShards(source(damaged)));
        expect(kind).toBe('bad-checkpoint');
      }),
      { seed: 5 },
    );
  });

  test('any header length', async () => {
    await fc.assert(
      fc.asyncProperty(specs, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), async (tensors, length) => {
        const { bytes } = encode(tensors);
        new DataView(bytes.buffer).setBigUint64(0, length, true);
        await expect(reading(bytes)).resolves.toHaveProperty('ok');
      }),
      { seed: 6 },
    );
  });
});

describe('refuses', () => {
  test.each([
    ['no tensors where the file has bytes', '{}', 'data_offsets end at byte 10 of the file, which has 14'],
    ['an unknown type', '{"a":{"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,4]}}', 'a dtype is "F8_E5M2"'],
    ['a missing type', '{"a":{"shape":[1],"data_offsets":[0,4]}}', 'a dtype is missing'],
    ['an entry that is no object', '{"a":3}', 'a is 3'],
    ['a negative extent', '{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 'a shape.0 is -1'],
    ['a fractional extent', '{"a":{"dtype":"F32","shape":[0.5,2],"data_offsets":[0,4]}}', 'a shape.0 is 0.5'],
    [
      'extents beyond exact numbers',
      '{"a":{"dtype":"F32","shape":[1e300,0],"data_offsets":[0,4]}}',
      'a shape.0 is 1e+300',
    ],
    ['offsets backwards', '{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}', 'a data_offsets is [4,0]'],
    ['three offsets', '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}', 'a data_offsets.2 is 4'],
    ['negative offsets', '{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}', 'a data_offsets.0 is -4'],
    ['metadata that is not text', '{"__metadata__":{"a":1}}', '__metadata__ a is 1'],
    ['metadata twice', '{"__metadata__":{},"__metadata__":{}}', 'the key "__metadata__" appears twice'],
    ['a list', '[]', 'header: holds [] where a JSON object belongs'],
  ])('%s', async (_name, text, field) => {
    const { kind, message } = await refusalOf(() => readShards(source(assemble(text, 4).bytes)));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain(field);
    expect(message).toMatch(/^model\.safetensors: [^\n]+; [^\n]+$/);
  });

  test('a header above 100 MB without asking for it', async () => {
    const prefix = new Uint8Array(8);
    new DataView(prefix.buffer).setBigUint64(0, 100_000_001n, true);
    const { kind, message } = await refusalOf(() => readShards(source(prefix, 2 ** 40)));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toContain('header length is 100000001, not from 2 to 100000000');
  });

  test('a file shorter than it was said to be', async () => {
    const { bytes } = encode([]);
    new DataView(bytes.buffer).setBigUint64(0, 99_000_000n, true);
    const { kind, message } = await refusalOf(() => readShards(source(bytes, 2 ** 40)));
    expect(kind).toBe('unreachable');
    expect(message).toContain('model.safetensors: ended after 2 of 99000000 bytes');
  });
});

function headerText(tensors: Spec[], extra?: Record<string, string>, spaces = 0): string {
  let end = 0;
  const entries = tensors.map(({ name, dtype, shape }) => {
    const start = end;
    end += dataBytes([{ name, dtype, shape }]);
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [start, end] })}`;
  });
  if (extra) entries.unshift(`"__metadata__":${JSON.stringify(extra)}`);
  return `{${entries.join(',')}}${' '.repeat(spaces)}`;
}

function dataBytes(tensors: Spec[]): number {
  return tensors.reduce((sum, { dtype, shape }) => sum + storedBytes(dtype, shape), 0);
}

function encode(tensors: Spec[], extra?: Record<string, string>, spaces?: number) {
  return assemble(headerText(tensors, extra, spaces), dataBytes(tensors));
}

function assemble(text: string, data: number): { bytes: Bytes; dataStart: number } {
  const header = new TextEncoder().encode(text);
  const dataStart = 8 + header.byteLength;
  const bytes = new Uint8Array(dataStart + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.byteLength), true);
  bytes.set(header, 8);
  return { bytes, dataStart };
}

/** A folder with `bytes` as model.safetensors, said to have `claimedBytes`; no read may go beyond those or 100 MB. */
function source(bytes: Bytes, claimedBytes = bytes.byteLength): Source {
  const folder = fileSource('folder', [{ path: 'model.safetensors', file: new File([bytes], 'model.safetensors') }]);
  return {
    ...folder,
    stat: async () => ({ bytes: claimedBytes, etag: null, sha256: null }),
    stream(path, start, end, signal) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(Math.min(claimedBytes, 100_000_008));
      return folder.stream(path, start, end, signal);
    },
  };
}

function expectFilled(tensors: (Spec & { start: number; end: number })[], dataStart: number, end: number): void {
  let position = dataStart;
  for (const tensor of tensors) {
    expect(tensor.start).toBe(position);
    position = tensor.start + dataBytes([tensor]);
    expect(tensor.end).toBe(position);
  }
  expect(position).toBe(end);
}

function byName(a: Spec, b: Spec): number {
  return a.name < b.name ? -1 : 1;
}
