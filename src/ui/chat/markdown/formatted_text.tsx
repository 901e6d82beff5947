import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { controlsShown } from '../../../format.ts';
import { Boundary } from '../../controls/boundary.tsx';
import styles from './formatted_text.module.css';
import { GrowingBlocks, withDefinitions, type Block } from './blocks/markdown_blocks.ts';
import { nestsDeeply } from './blocks/nesting.ts';

/** Fetches what renders Markdown and code: best called before there is text. */
export const fetchMarkdown = () => import('./formatted_block.tsx');

const FormattedBlock = lazy(async () => ({ default: (await fetchMarkdown()).FormattedBlock }));

const joins = { list: styles.continuesList, paragraph: styles.continuesParagraph };

interface PartProps extends Omit<Block, 'start'> {
  growing: boolean;
}

/** A block that did not change is not parsed again. While a text grows, only its last block changes. */
const Part = memo(function Part({ text, continues, isFence, growing }: PartProps) {
  const plain = (
    <p className={styles.plain} dir="auto">
      {text}
    </p>
  );
  if (!isFence && nestsDeeply(text)) return plain;
  return (
    <div className={continues ? joins[continues] : undefined}>
      <Boundary fallback={plain}>
        <Suspense fallback={plain}>
          <FormattedBlock text={text} isFence={isFence} growing={growing} />
        </Suspense>
      </Boundary>
    </div>
  );
});

interface Props {
  text: string;
  /** Whether more is to come. */
  growing: boolean;
}

export function FormattedText({ text, growing }: Props) {
  const [grown] = useState(() => new GrowingBlocks());
  const blocks = useMemo(() => withDefinitions(grown.of(controlsShown(text))), [grown, text]);
  return (
    <div className={styles.text}>
      {blocks.map(({ start, ...block }, index) => (
        <Part key={start} {...block} growing={growing && index === blocks.length - 1} />
      ))}
    </div>
  );
}
