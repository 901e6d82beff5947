import { useMemo } from 'react';
import { CodeBlock } from '../code/code_block.tsx';
import { closeOpenMarks } from './blocks/close_marks.ts';
import { readTopFence } from './blocks/fences.ts';
import { Markdown } from './markdown.tsx';

interface Props {
  text: string;
  isFence: boolean;
  /** Whether more is to come: marks that are still open are shown as if closed. */
  growing: boolean;
}

/** A block of an answer. A fence needs no Markdown parser: however long it is, it costs little while it grows. */
export function FormattedBlock({ text, isFence, growing }: Props) {
  const settled = useMemo(() => (growing && !isFence ? closeOpenMarks(text) : text), [text, isFence, growing]);
  if (!isFence) return <Markdown text={settled} />;
  const { code, info } = readTopFence(text, growing);
  return <CodeBlock code={code} info={info} />;
}
