import type { ByteReader, ByteWriter } from '../bytes.ts';
import type { RecordedSource } from '../../format/fields.ts';

const sources = ['bundled', 'hub', 'url', 'folder'] as const;

export const weightChoices = ['stored', '8-bit', '4-bit'] as const;

export function writeModel(out: ByteWriter, { hash, name }: { hash: string; name: string }): void {
  out.raw(hash.match(/../g)!.map((pair) => Number.parseInt(pair, 16))).text(name);
}

export function readModel(bytes: ByteReader): { hash: string; name: string } {
  const hash = Array.from(bytes.raw(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hash, name: bytes.text() };
}

export function writeSource(out: ByteWriter, source: RecordedSource): void {
  out.whole(sources.indexOf(source.kind));
  for (const part of partsOf(source)) out.text(part);
}

/** The schema decides whether it is a source. */
export function readSource(bytes: ByteReader): unknown {
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

function partsOf(source: RecordedSource): string[] {
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
