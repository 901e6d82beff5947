import { bytes, clipped } from '../../format.ts';
import { t } from '../../strings/attachments/t.ts';
import { joined, listed } from '../../strings/localized.ts';
import type { Attachment } from '../conversations/attachment.ts';

/** More than the longest context of any Qwen3 holds. */
const maxBytes = 2_000_000;

export interface ReadFiles {
  attachments: Attachment[];
  /** Which files are not among them, why, and what to do; null where all are. */
  refused: string | null;
}

/** Reads files that a person attaches. All that are text in UTF-8, or in UTF-16 with its mark, are taken, whatever their type. */
export async function readTextFiles(files: readonly File[]): Promise<ReadFiles> {
  const large = files.filter(({ size }) => size > maxBytes);
  const binary: File[] = [];
  const attachments: Attachment[] = [];
  for (const file of files) {
    if (file.size > maxBytes) continue;
    const text = decoded(await file.arrayBuffer());
    if (text === null) binary.push(file);
    else attachments.push({ name: oneLine(file.name), text, pasted: false });
  }
  const reasons = [
    ...(binary.length === 0 ? [] : [t('notText', named(binary))]),
    ...(large.length === 0 ? [] : [t('tooLarge', { ...named(large), bytes: bytes(maxBytes) })]),
  ];
  return { attachments, refused: joined(...reasons) || null };
}

/** Windows writes UTF-16 where it says Unicode. */
const marks: Record<string, string> = { '255,254': 'utf-16le', '254,255': 'utf-16be' };

/** The text without its byte order mark; null where it is none. */
function decoded(content: ArrayBuffer): string | null {
  const encoding = marks[new Uint8Array(content.slice(0, 2)).join()] ?? 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(content);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

const named = (files: readonly File[]) => ({
  names: listed(files.map(({ name }) => oneLine(name))),
  count: files.length,
});

function oneLine(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return clipped(line, 255) || t('file');
}
