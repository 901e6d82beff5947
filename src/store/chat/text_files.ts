import { bytes, listed } from '../../format.ts';
import type { Attachment } from '../conversations/attachment.ts';

/** More than the longest context of any Qwen3 holds. */
const maxBytes = 2_000_000;

export interface ReadFiles {
  attachments: Attachment[];
  /** Which files are not among them, why, and what to do; null where all are. */
  refused: string | null;
}

/** Reads files that a person attaches. All that are text in UTF-8 are taken, whatever their type. */
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
    ...(binary.length === 0
      ? []
      : [`${named(binary)} not text in UTF-8: attach .txt, .md, code and the like, or copy the text out of it.`]),
    ...(large.length === 0 ? [] : [`${named(large)} larger than ${bytes(maxBytes)}: attach the part that matters.`]),
  ];
  return { attachments, refused: reasons.join(' ') || null };
}

/** The text without its byte order mark; null where it is none. */
function decoded(content: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

const named = (files: readonly File[]) =>
  `${listed(files.map(({ name }) => oneLine(name)))} ${files.length === 1 ? 'is' : 'are'}`;

function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').slice(0, 255) || 'File';
}
