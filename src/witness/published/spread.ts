/** What weights are worth that a checkpoint spreads over several tensors, as their publishers define them. */
import { e4m3Value } from '../../kernels/formats/grouped/fp8.ts';
import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { decodeFloats, type FloatType } from './floats.ts';
import type { PublishedPart, PublishedRows } from './rows.ts';

/** The value of one element, by its row among all of the weight's and its column. */
type Element = (row: number, column: number) => number;

export function decodeSpread(rows: PublishedRows): Float64Array {
  const { first, count, inputs, parts } = rows;
  const find = (...kinds: PublishedPart['kind'][]) => parts.find(({ kind }) => kinds.includes(kind));
  const element = find('codesDown', 'codesAcross')
    ? zeroPoint(rows, find)
    : find('biases')
      ? affine(rows, find)
      : fp8(rows, find);
  const values = new Float64Array(count * inputs);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < inputs; column += 1) {
      values[row * inputs + column] = element(first + row, column);
    }
  }
  return values;
}

type Find = (...kinds: PublishedPart['kind'][]) => PublishedPart | undefined;

/** Rows and columns that share a scale of FP8. */
const side = 128;

/** e4m3 times a scale for each block of 128x128. */
function fp8({ inputs, first }: PublishedRows, find: Find): Element {
  const codes = find('codes')!.bytes;
  const part = find('blockScalesBf16', 'blockScalesF32')!;
  const scales = decodeFloats(part.bytes, part.dtype as FloatType);
  const across = Math.ceil(inputs / side);
  const firstBlock = Math.floor(first / side);
  return (row, column) =>
    e4m3Value(codes[(row - first) * inputs + column]!) *
    scales[(Math.floor(row / side) - firstBlock) * across + Math.floor(column / side)]!;
}

/** code * scale + bias, as mlx.core.quantize defines it; codes of a row lie in words, the first one lowest. */
function affine({ inputs, first }: PublishedRows, find: Find): Element {
  const { bytes, shape } = find('codes')!;
  const [scalesPart, biasesPart] = [find('scales')!, find('biases')!];
  const scales = decodeFloats(scalesPart.bytes, scalesPart.dtype as FloatType);
  const biases = decodeFloats(biasesPart.bytes, biasesPart.dtype as FloatType);
  // A row's words have as many codes as it has elements.
  const bits = (shape[1]! * 32) / inputs;
  const groups = scalesPart.shape[1]!;
  const group = inputs / groups;
  return (row, column) => {
    const own = row - first;
    const at = own * groups + Math.floor(column / group);
    return codeAt(bytes, own * inputs + column, bits) * scales[at]! + biases[at]!;
  };
}

/** (code - zero) * scale: GPTQ with the neighbours of a row in a word, AWQ with eight rows in a word. */
function zeroPoint({ inputs, outputs }: PublishedRows, find: Find): Element {
  const down = find('codesDown');
  const codes = (down ?? find('codesAcross'))!.bytes;
  const bits = (codes.length * 8) / (inputs * outputs);
  const zeros = find('zeros', 'zerosLessOne', 'zerosInterleaved')!;
  const more = zeros.kind === 'zerosLessOne' ? 1 : 0;
  const part = find('scalesDownF16', 'scalesDownBf16')!;
  const scales = decodeFloats(part.bytes, part.dtype as FloatType);
  const group = inputs / (scales.length / outputs);
  const inWord = 32 / bits;
  return (row, column) => {
    const of = Math.floor(column / group);
    const code = down
      ? codeAt(codes, (Math.floor(column / inWord) * outputs + row) * inWord + (column % inWord), bits)
      : codeAt(codes, column * outputs + interleaved(row), bits);
    const zero = codeAt(zeros.bytes, of * outputs + (down ? row : interleaved(row)), bits) + more;
    return (code - zero) * scales[of * outputs + row]!;
  };
}

/** AWQ: the places in a word of eight neighbours. A word has them in the order 0, 2, 4, 6, 1, 3, 5, 7. */
const places = [0, 4, 1, 5, 2, 6, 3, 7];

function interleaved(row: number): number {
  return row - (row % 8) + places[row % 8]!;
}

/** Code `index` of little-endian words: bytes in order, and a byte's lower half first. */
function codeAt(bytes: Bytes, index: number, bits: number): number {
  if (bits === 8) return bytes[index]!;
  return (bytes[index >> 1]! >> ((index & 1) * 4)) & 15;
}
