/** Markdown that is still streaming: splits it into blocks that no longer change, and closes open marks. */

export interface Block {
  /** Its offset in the whole text. */
  start: number;
  text: string;
  /** Whether it goes on with the list that the block before it ends in. */
  continues: boolean;
}

/** A list is split between items behind this many characters: while it grows, only its last part is parsed again. */
const longList = 2000;

const fence = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})([^`]*)$/;
const listItem = /^(?:[-*+]|(\d{1,9})[.)])(?:\s|$)/;

/** The fence that is open after `line`, given the one before it: its marks, or null. */
function fenceAfter(line: string, open: string | null): string | null {
  const [, marks, rest] = fence.exec(line) ?? [];
  if (!marks) return open;
  if (open === null) return marks;
  const closes = marks[0] === open[0] && marks.length >= open.length && !rest?.trim();
  return closes ? null : open;
}

/**
 * Splits `text` after blank lines, never inside a fence or a list, so that each piece means the same on its own. (Link
 * definitions reach across pieces: see {@link withDefinitions}.) The pieces joined are the text.
 */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let block = '';
  let continues = false;
  let open: string | null = null;
  let afterBlank = false;
  /** Of the last item of the list that the block is; NaN in one without numbers, or whose numbers do not count up. */
  let number = NaN;
  const end = (next: boolean) => {
    blocks.push({ start, text: block, continues });
    start += block.length;
    block = '';
    continues = next;
  };
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const blank = line.trim() === '';
    const item = open === null ? listItem.exec(line) : null;
    const inList = listItem.test(block.trimStart());
    const next = item?.[1] === undefined ? NaN : Number(item[1]);
    if (afterBlank && !blank && open === null && !/^\s/.test(line) && !(inList && item) && block.trim()) end(false);
    // An item that starts a part keeps its number only if it is the one that it would have.
    else if (item && inList && block.length > longList && (item[1] === undefined || next === number + 1)) end(true);
    if (item) number = block === '' || next === number + 1 ? next : NaN;
    block += line;
    open = fenceAfter(line.trimEnd(), open);
    afterBlank = blank;
  }
  return block ? [...blocks, { start, text: block, continues }] : blocks;
}

const definition = /^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*\S.*$/gm;

/** Each block with the link definitions that it refers to, wherever in the text they are. */
export function withDefinitions(blocks: Block[]): Block[] {
  const lines = new Map<string, string>();
  for (const { text } of blocks) {
    if (!text.includes(']:') || text.includes('```')) continue;
    for (const [line, label] of text.matchAll(definition)) lines.set(label!, line.trim());
  }
  if (lines.size === 0) return blocks;
  return blocks.map((block) => {
    const { text } = block;
    const needed = [...lines].filter(([label, line]) => text.includes(`[${label}]`) && !text.includes(line));
    return needed.length === 0 ? block : { ...block, text: `${text}\n\n${needed.map(([, line]) => line).join('\n')}` };
  });
}

/** A last line of marks only, which the next token may turn into a list, a heading, a rule or a fence. */
const onlyMarks = /(^|\n)[ \t]*(?:[-=*_+#>~`|]+|\d{1,2}[.)]?)[ \t]*$/;

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/**
 * What to show of a last block that is still growing. Without this, half-written marks would appear as characters and then
 * vanish, and a line followed by `-` would be a heading for a moment.
 */
export function closeOpenMarks(block: string): string {
  const open = block.split('\n').reduce<string | null>((state, line) => fenceAfter(line, state), null);
  if (open !== null) return block.replace(/\n[`~]{1,2}$/, '\n');
  const settled = block.replace(onlyMarks, '$1');
  const start = settled.lastIndexOf('\n') + 1;
  return settled.slice(0, start) + closeLine(settled.slice(start));
}

function closeLine(line: string): string {
  if (count(line, '`') % 2 === 1) return `${line.replace(/`$/, '')}${line.endsWith('`') ? '' : '`'}`;
  // A link whose address is incomplete is shown as its text.
  let closed = line.replace(/!?\[([^\]]*)\]\([^)]*$/, '$1').replace(/!?\[([^\]]*)\]?$/, '$1');
  for (const mark of ['**', '~~']) {
    if (count(closed, mark) % 2 === 0) continue;
    const half = mark[0]!;
    const trimmed = closed.trimEnd();
    if (trimmed.endsWith(mark)) closed = trimmed.slice(0, -2);
    else closed = trimmed.endsWith(half) ? trimmed + half : trimmed + mark;
  }
  const emphasis = /(?:^|[\s(])\*(?=[^\s*])[^*]*$/.test(closed.replaceAll('**', '··'));
  return emphasis ? `${closed.trimEnd()}*` : closed;
}
