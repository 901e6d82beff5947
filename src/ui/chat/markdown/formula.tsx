import 'katex/dist/katex.min.css';
import { render } from 'katex';
import { useLayoutEffect, useRef } from 'react';
import styles from './markdown.module.css';

interface Props {
  tex: string;
  display: boolean;
  source: string;
}

/** Typeset mathematics; the source where KaTeX does not understand it. */
export function TypesetFormula({ tex, display, source }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    try {
      // A percent sign would begin a comment, which models do not write.
      // As nodes: the page's policy forbids the style attributes of KaTeX's HTML text.
      render(tex.replace(/(?<!\\)%/g, '\\%'), element.current!, {
        displayMode: display,
        maxSize: 20,
        maxExpand: 200,
        strict: 'ignore',
      });
    } catch {
      element.current!.textContent = source;
    }
  }, [tex, display, source]);
  return <span ref={element} dir="ltr" className={display ? styles.display : undefined} />;
}
