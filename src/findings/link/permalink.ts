import * as v from 'valibot';
import { refuse } from '../../result.ts';
import { ByteReader, ByteWriter, fromBase64Url, toBase64Url } from './bytes.ts';
import { cacheTypes } from '../../vocabulary/cache_type.ts';
import { crc32 } from '../container/crc32.ts';
import { runSpec, type RunSpec } from '../format/spec.ts';
import { kindOf, kinds, type KindName } from '../kinds/kinds.ts';

const mark = '#run=';
const again = 'ask for the link or the picture again';

/** The first letter of a run says how the rest is packed. */
const readers: Record<string, (bytes: ByteReader) => object> = {
  1: inF32(kinds.diagnosis),
  2: inF32(kinds.bench),
  3: inF32(kinds.live),
  ...Object.fromEntries(Object.values(kinds).map((kind) => [kind.packing.form, withCache(kind)])),
};

type Packed = Pick<(typeof kinds)[KindName], 'packing'>;

/** Before there was a choice, every cache was in f32. */
function inF32({ packing }: Packed) {
  return (bytes: ByteReader) => ({ ...packing.read(bytes), cache: 'f32' });
}

function withCache({ packing }: Packed) {
  return (bytes: ByteReader) => ({ cache: cacheTypes[bytes.whole()], ...packing.read(bytes) });
}

/** Longer than any link made here. A longer one is not read. */
const maxLetters = 30_000;

/**
 * The link that opens `spec` on the page at `page` (without a hash). What follows `#` is sent to no server: the letter of
 * the packing, then bytes in base64. A diagnosis of ten tokens has about 80 letters; its JSON in base64 would have 700.
 */
export function permalink(spec: RunSpec, page: string): string {
  return `${page}${mark}${writeRun(spec)}`;
}

/** What follows `#run=`. */
export function writeRun(spec: RunSpec): string {
  const { packing } = kindOf(spec);
  const out = new ByteWriter().whole(cacheTypes.indexOf(spec.cache));
  packing.write(out, spec);
  const bytes = out.done();
  const check = crc32(bytes);
  return packing.form + toBase64Url(Uint8Array.of(...bytes, check & 0xff, (check >>> 8) & 0xff));
}

/**
 * Reads what {@link writeRun} wrote.
 *
 * @throws Refusal (`bad-request`) for anything else. Nothing has been run or fetched by then.
 */
export function readRun(run: string): RunSpec {
  if (run.length > maxLetters)
    refuse('bad-request', `This link is ${run.length} letters long, and no run is: ${again}.`);
  const reader = readers[run[0] ?? ''];
  if (!reader) {
    refuse(
      'bad-request',
      `This link is of a form that this page does not know: open it in the Plumbline that made it, or ${again}.`,
    );
  }
  const spec = v.safeParse(runSpec, unpacked(run.slice(1), reader));
  if (!spec.success) refuse('bad-request', `This link holds no run that could be: ${again}.`);
  return spec.output;
}

/** The run in a link to any page; null for a link without one. */
export function runOf(link: string): string | null {
  const at = link.indexOf(mark);
  return at < 0 ? null : link.slice(at + mark.length);
}

function unpacked(text: string, reader: (bytes: ByteReader) => object): unknown {
  try {
    const bytes = fromBase64Url(text);
    const [content, sum] = [bytes.subarray(0, -2), bytes.subarray(-2)];
    const check = crc32(content);
    if (sum[0] !== (check & 0xff) || sum[1] !== ((check >>> 8) & 0xff)) throw new RangeError('checksum');
    const rest = new ByteReader(content);
    const spec = reader(rest);
    if (!rest.ended) throw new RangeError('more than a run');
    return spec;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse('bad-request', `This link is damaged or cut short: ${again}.`);
  }
}
