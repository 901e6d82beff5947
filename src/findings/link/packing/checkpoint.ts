import type { ByteReader, ByteWriter } from '../bytes.ts';
import { recordedSource, type RecordedSource } from '../../../vocabulary/checkpoint_sources.ts';

/** The fields of every kind of source, its kind first. */
const sources = recordedSource.options.map(({ entries }) => {
  const { kind, ...fields } = entries;
  return { kind: kind.literal, fields: Object.keys(fields) };
});

export function writeModel(out: ByteWriter, { hash, name }: { hash: string; name: string }): void {
  out.raw(hash.match(/../g)!.map((pair) => Number.parseInt(pair, 16))).text(name);
}

export function readModel(bytes: ByteReader): { hash: string; name: string } {
  const hash = Array.from(bytes.raw(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hash, name: bytes.text() };
}

export function writeSource(out: ByteWriter, source: RecordedSource): void {
  const index = sources.findIndex(({ kind }) => kind === source.kind);
  out.whole(index);
  const values = source as Record<string, string>;
  for (const field of sources[index]!.fields) out.text(values[field]!);
}

/** The schema decides whether it is a source. */
export function readSource(bytes: ByteReader): unknown {
  const known = sources[bytes.whole()];
  return { kind: known?.kind, ...Object.fromEntries((known?.fields ?? []).map((field) => [field, bytes.text()])) };
}
