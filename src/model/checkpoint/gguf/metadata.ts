import { refuse } from '../../../result.ts';
import { named } from '../json/show.ts';
import type { HeaderReader } from './header_reader.ts';

export type MetadataValue = number | boolean | string | MetadataValue[];
/** By key. Numbers of 64 bits are exact up to 2^53. */
export type Metadata = ReadonlyMap<string, MetadataValue>;

const again = 'download the file again';

/** The types of single values, by their number in the file. */
const numbers: Record<number, { bytes: number; read: (view: DataView, at: number) => number }> = {
  0: { bytes: 1, read: (view, at) => view.getUint8(at) },
  1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  2: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  3: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  4: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  5: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  6: { bytes: 4, read: (view, at) => shortest(view.getFloat32(at, true)) },
  10: { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  11: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  12: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};
const boolean = 7;
const string = 8;
const array = 9;

/** The longest text of a published file is its chat template, of 10 KB. */
const maxTextBytes = 2 ** 24;
/** Elements of all arrays: twice what a vocabulary of 2^20 tokens takes. */
const maxElements = 2 ** 22;
const maxDepth = 4;

/**
 * The `count` keys and values that come next.
 *
 * @throws Refusal ('bad-checkpoint') for a type that does not exist, a key that comes twice, and anything too long.
 */
export async function readMetadata(reader: HeaderReader, count: number): Promise<Metadata> {
  const metadata = new Map<string, MetadataValue>();
  const budget = { elements: maxElements };
  for (let i = 0; i < count; i++) {
    const key = await readText(reader);
    if (metadata.has(key)) refuse('bad-checkpoint', `${reader.file}: the key ${named(key)} appears twice; ${again}`);
    await reader.need(4);
    metadata.set(key, await readValue(reader, reader.u32(), key, budget, 0));
  }
  return metadata;
}

/** A length and a text of so many bytes. */
export async function readText(reader: HeaderReader): Promise<string> {
  if (!reader.has(8)) await reader.need(8);
  const { position } = reader;
  const length = reader.u64();
  if (length > maxTextBytes) {
    refuse('bad-checkpoint', `${reader.file}: the text at byte ${position} claims ${length} bytes; ${again}`);
  }
  if (!reader.has(length)) await reader.need(length);
  return reader.text(length);
}

async function readValue(
  reader: HeaderReader,
  type: number,
  key: string,
  budget: { elements: number },
  depth: number,
): Promise<MetadataValue> {
  if (type === string) return readText(reader);
  if (type === array) return readArray(reader, key, budget, depth);
  if (type === boolean) {
    if (!reader.has(1)) await reader.need(1);
    return reader.bytes(1)[0] !== 0;
  }
  const kind = numbers[type];
  if (!kind) refuse('bad-checkpoint', `${reader.file}: ${named(key)} has the type ${type}, which is none; ${again}`);
  if (!reader.has(kind.bytes)) await reader.need(kind.bytes);
  return reader.number(kind.bytes, kind.read);
}

async function readArray(
  reader: HeaderReader,
  key: string,
  budget: { elements: number },
  depth: number,
): Promise<MetadataValue[]> {
  await reader.need(12);
  const type = reader.u32();
  const length = reader.u64();
  if (depth === maxDepth) {
    refuse('bad-checkpoint', `${reader.file}: ${named(key)} nests deeper than ${maxDepth} levels; ${again}`);
  }
  budget.elements -= length;
  if (budget.elements < 0) {
    refuse('bad-checkpoint', `${reader.file}: ${named(key)} claims ${length} elements; ${again}`);
  }
  const values: MetadataValue[] = [];
  for (let i = 0; i < length; i++) values.push(await readValue(reader, type, key, budget, depth + 1));
  return values;
}

/** The shortest decimal that is this f32: 1e-6, where the nearest f64 has more digits. It is what the publisher's config.json says. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return value;
}
