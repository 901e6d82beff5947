import * as v from 'valibot';
import { refuse } from '../result.ts';
import type { StepName } from '../worker/api.ts';
import { ByteReader, ByteWriter, fromBase64Url, toBase64Url } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { mostTokens, program as programSchema, type Source } from './fields.ts';
import { runSpec, type PromptSpec, type RunSpec } from './spec.ts';

const version = '1';
const mark = '#run=';
const again = 'ask for the link or the picture again';

const steps = Object.keys(programSchema.entries) as StepName[];
const weightChoices = ['stored', '8-bit', '4-bit'] as const;
const sources = ['bundled', 'hub', 'url', 'folder'] as const;

/** Longer than any link made here; what is longer is not looked at. */
const mostLetters = 6000;

/**
 * The link that opens `spec` on the page at `page` (without a hash). What is behind `#` is sent to no server. A version, then
 * bytes in base64: a run of ten tokens is about 80 letters, where its JSON in base64 would be 700.
 */
export function permalink(spec: RunSpec, page: string): string {
  return `${page}${mark}${writeRun(spec)}`;
}

/** What is behind `#run=`. */
export function writeRun({ model, source, weights, program, fault, prompt, bisect }: RunSpec): string {
  const out = new ByteWriter()
    .raw(model.hash.match(/../g)!.map((pair) => Number.parseInt(pair, 16)))
    .text(model.name)
    .whole(steps.reduce((bits, step, i) => bits + (program[step] === 'fused' ? 2 ** i : 0), 0))
    .whole(weightChoices.indexOf(weights))
    .whole(bisect ? 1 : 0)
    .text(fault?.name ?? '');
  // One more than the layer; 0 is all of them.
  if (fault) out.whole(fault.layer === null ? 0 : fault.layer + 1);
  out.whole(sources.indexOf(source.kind));
  for (const part of partsOf(source)) out.text(part);
  // 0 is hidden; an odd number is twice a count and one; an even number is twice a count of ids that follow.
  if (prompt.show === 'hidden') out.whole(0);
  else if (prompt.show === 'counted') out.whole(2 * prompt.count + 1);
  else {
    out.whole(2 * prompt.tokens.length);
    for (const id of prompt.tokens) out.whole(id);
  }
  const bytes = out.done();
  const check = crc32(bytes);
  return version + toBase64Url(Uint8Array.of(...bytes, check & 0xff, (check >>> 8) & 0xff));
}

/**
 * Reads what {@link writeRun} wrote.
 *
 * @throws Refusal (`bad-request`) for anything else. Nothing of it has been run or fetched.
 */
export function readRun(run: string): RunSpec {
  if (run.length > mostLetters)
    refuse('bad-request', `This link is ${run.length} letters long, and no run is: ${again}.`);
  if (run[0] !== version) {
    refuse(
      'bad-request',
      `This link is of a form that this page does not know: open it in the Plumbline that made it, or ${again}.`,
    );
  }
  const spec = v.safeParse(runSpec, unpacked(run.slice(1)));
  if (!spec.success) refuse('bad-request', `This link holds no run that could be: ${again}.`);
  return spec.output;
}

/** The run of a whole link, whatever page it leads to; null for a link to anything else. */
export function runOf(link: string): string | null {
  const at = link.indexOf(mark);
  return at < 0 ? null : link.slice(at + mark.length);
}

function unpacked(text: string): unknown {
  try {
    const bytes = fromBase64Url(text);
    const [content, sum] = [bytes.subarray(0, -2), bytes.subarray(-2)];
    const check = crc32(content);
    if (sum[0] !== (check & 0xff) || sum[1] !== ((check >>> 8) & 0xff)) throw new RangeError('checksum');
    return read(new ByteReader(content));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse('bad-request', `This link is damaged or cut short: ${again}.`);
  }
}

function read(bytes: ByteReader): unknown {
  const hash = Array.from(bytes.raw(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const model = { hash, name: bytes.text() };
  const bits = bytes.whole();
  const program = Object.fromEntries(
    steps.map((step, i) => [step, Math.floor(bits / 2 ** i) % 2 === 1 ? 'fused' : 'reference']),
  );
  const weights = weightChoices[bytes.whole()];
  const bisect = bytes.whole() === 1;
  const name = bytes.text();
  const at = name === '' ? 0 : bytes.whole();
  const fault = name === '' ? null : { name, layer: at === 0 ? null : at - 1 };
  const source = readSource(bytes);
  const prompt = readPrompt(bytes);
  if (!bytes.ended) throw new RangeError('more than a run');
  return { model, source, weights, program, fault, prompt, bisect };
}

function partsOf(source: Source): string[] {
  switch (source.kind) {
    case 'bundled':
      return [];
    case 'hub':
      return [source.id, source.revision];
    case 'url':
      return [source.base];
    case 'folder':
      return [source.name];
  }
}

function readSource(bytes: ByteReader): unknown {
  const kind = sources[bytes.whole()];
  switch (kind) {
    case 'hub':
      return { kind, id: bytes.text(), revision: bytes.text() };
    case 'url':
      return { kind, base: bytes.text() };
    case 'folder':
      return { kind, name: bytes.text() };
    case 'bundled':
    case undefined:
      return { kind };
  }
}

function readPrompt(bytes: ByteReader): PromptSpec {
  const head = bytes.whole();
  const count = Math.floor(head / 2);
  if (head === 0) return { show: 'hidden' };
  if (head % 2 === 1) return { show: 'counted', count };
  if (count > mostTokens) throw new RangeError('too many tokens');
  return { show: 'shown', tokens: Array.from({ length: count }, () => bytes.whole()) };
}
