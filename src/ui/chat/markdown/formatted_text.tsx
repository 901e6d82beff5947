import { lazy, memo, Suspense, useMemo } from 'react';
import { Boundary } from '../../controls/boundary.tsx';
import styles from './formatted_text.module.css';
import { closeOpenMarks, splitBlocks, withDefinitions } from './markdown_blocks.ts';

/** Fetches the Markdown renderer: best called before there is text. */
export const fetchMarkdown = () => import('./markdown.tsx');

const Markdown = lazy(async () => ({ default: (await fetchMarkdown()).Markdown }));

/** A block that did not change is not parsed again. While a text grows, only its last block changes. */
const Block = memo(function Block({ text, continues }: { text: string; continues: boolean }) {
  const plain = (
    <p className={styles.plain} dir="auto">
      {text}
    </p>
  );
  return (
    <div className={continues ? styles.continues : undefined}>
      <Boundary fallback={plain}>
        <Suspense fallback={plain}>
          <Markdown text={text} />
        </Suspense>
      </Boundary>
    </div>
  );
});

interface Props {
  text: string;
  /** Whether more is to come: marks that are still open are shown as if closed. */
  growing: boolean;
}

export function FormattedText({ text, growing }: Props) {
  const blocks = useMemo(() => withDefinitions(splitBlocks(text)), [text]);
  return (
    <div className={styles.text}>
      {blocks.map((block, index) => (
        <Block
          key={block.start}
          continues={block.continues}
          text={growing && index === blocks.length - 1 ? closeOpenMarks(block.text) : block.text}
        />
      ))}
    </div>
  );
}
