import {
  type ComponentProps,
  createContext,
  isValidElement,
  lazy,
  memo,
  type ReactNode,
  Suspense,
  useContext,
  useMemo,
} from 'react';
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkBreaks from 'remark-breaks';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from '../code/code_block.tsx';
import styles from './markdown.module.css';
import { keepText, isAllowedUrl } from './remark/kept_text.ts';
import { marksAsText } from './remark/marks_as_text.ts';
import { partsOf, pieceOf, takeLongPieces, type LongPiece } from './blocks/long_pieces.ts';
import { takeFormulas, type Formula } from './blocks/math_spans.ts';
import { bareAddressesEndBeforeCjk, formulas as placeFormulas, htmlAsText } from './remark/plugins.ts';
import { putBackMisread } from './remark/put_pieces_back.ts';
import { escapePipesInCode } from './blocks/table_pipes.ts';
import { t } from '../../../strings/answers/t.ts';

/** KaTeX is fetched with the first formula. */
const TypesetFormula = lazy(async () => ({ default: (await import('./formula.tsx')).TypesetFormula }));

const tags =
  'p br hr strong em del code pre blockquote a img ul ol li input h1 h2 h3 h4 h5 h6 table thead tbody tr th td';

/** A model's text is untrusted: tags that are not named here do not reach the page. */
const schema = {
  ...defaultSchema,
  tagNames: tags.split(' '),
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
};

interface LinkProps {
  href?: string | undefined;
  title?: string | undefined;
  children?: ReactNode;
}

function Link({ href, title, children }: LinkProps) {
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** One level for all headings keeps the outline valid below the page's own headings. Their looks differ. */
const heading = (level: number) =>
  function Heading({ children }: { children?: ReactNode }) {
    return (
      <h3 dir="auto" data-level={level}>
        {children}
      </h3>
    );
  };

/** A block that runs from the right where its text begins so. Items and cells follow their list or table. */
const directed = (Tag: 'p' | 'ul') =>
  function Directed({ children }: { children?: ReactNode }) {
    return <Tag dir="auto">{children}</Tag>;
  };

const nothing: readonly LongPiece[] = [];

/** What was taken out of the text that is shown. */
const Pieces = createContext(nothing);

interface CodeProps {
  className?: string;
  /** What stands behind the language. */
  title?: string;
  children?: ReactNode;
}

/** A block of code inside a list or a quotation. `children` is its one `code` element. */
function Fenced({ children }: { children?: ReactNode }) {
  const { className = '', title, children: code } = isValidElement<CodeProps>(children) ? children.props : {};
  const language = /language-(\S+)/.exec(className)?.[1];
  // remark adds a newline.
  const text = typeof code === 'string' ? code.replace(/\n$/, '') : '';
  const piece = pieceOf(text, useContext(Pieces));
  return <CodeBlock info={[language, title].filter(Boolean).join(' ')} code={piece?.text ?? text} />;
}

/** A row of a table, or all those that were taken out of a long one. */
function Row({ node, children }: { children?: ReactNode } & ExtraProps) {
  const cell = node?.children.find(({ type }) => type === 'element');
  const [content] = cell?.type === 'element' ? cell.children : [];
  const piece = pieceOf(content?.type === 'text' ? content.value : '', useContext(Pieces));
  if (!piece) return <tr>{children}</tr>;
  return partsOf(piece.text).map(({ start, lines }) => <Rows key={start} text={`${piece.head}${lines}`} />);
}

/** Rows of a table, which are not read again while they do not change, whatever else is taken out around them. */
const Rows = memo(function Rows({ text }: { text: string }) {
  return (
    <Pieces value={nothing}>
      <Rendered text={text} components={rowsAlone} />
    </Pieces>
  );
});

const components: Components = {
  p: directed('p'),
  ul: directed('ul'),
  ol: ({ children, start }) => (
    <ol dir="auto" start={start}>
      {children}
    </ol>
  ),
  a: ({ href, title, children }) => (
    <Link href={href} title={title}>
      {children}
    </Link>
  ),
  // Never fetched: an address in an answer could leak the conversation.
  img: ({ src, alt, title }) => (
    <Link href={src} title={title}>
      {t('image', { name: alt || src || '' })}
    </Link>
  ),
  input: ({ checked }) => (
    <span role="img" aria-label={t(checked ? 'done' : 'notDone')} className={styles.check}>
      {checked ? '☑' : '☐'}
    </span>
  ),
  pre: ({ children }) => <Fenced>{children}</Fenced>,
  tr: Row,
  table: ({ children }: ComponentProps<'table'>) => (
    <div className={styles.table} role="group" aria-label={t('table')} tabIndex={0}>
      <table dir="auto">{children}</table>
    </div>
  ),
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(4),
  h6: heading(4),
};

/** The rows of a text that is a table, without the table around them and its head. */
const rowsAlone: Components = {
  ...components,
  table: ({ children }) => children,
  thead: () => null,
  tbody: ({ children }) => children,
};

/** No block is HTML, so that what stands between tags is Markdown. Tags in a line are left to `htmlAsText`. */
function noHtmlBlocks(this: { data: () => object }) {
  const data: { micromarkExtensions?: object[] } = this.data();
  (data.micromarkExtensions ??= []).push({ disable: { null: ['htmlFlow'] } });
}

type Plugins = ComponentProps<typeof ReactMarkdown>['remarkPlugins'];

const remarkPlugins = (formulas: readonly Formula[], pieces: readonly LongPiece[]): Plugins => [
  [remarkGfm, { singleTilde: false }],
  remarkCjkFriendly,
  noHtmlBlocks,
  [putBackMisread, pieces],
  bareAddressesEndBeforeCjk,
  marksAsText,
  [keepText, formulas],
  htmlAsText,
  remarkBreaks,
];
const sanitized: Plugins = [[rehypeSanitize, schema]];
/** A text without formulas may have characters that look like a placeholder. */
const sanitizedWithFormulas: Plugins = [...sanitized, placeFormulas];

export function Markdown({ text }: { text: string }) {
  const taken = useMemo(() => takeLongPieces(text), [text]);
  return (
    <Pieces value={taken.pieces}>
      <div className={styles.markdown}>
        <Rendered text={taken.text} components={components} />
      </div>
    </Pieces>
  );
}

function Rendered({ text, components }: { text: string; components: Components }) {
  const pieces = useContext(Pieces);
  const taken = useMemo(() => takeFormulas(text), [text]);
  const all = useMemo(() => ({ ...components, ...formulaComponents(taken.formulas) }), [components, taken.formulas]);
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins(taken.formulas, pieces)}
      rehypePlugins={taken.formulas.length > 0 ? sanitizedWithFormulas : sanitized}
      urlTransform={(url) => (isAllowedUrl(url) ? url : null)}
      components={all}
    >
      {escapePipesInCode(taken.text)}
    </ReactMarkdown>
  );
}

/** Renders the placeholders of `formulas`. */
function formulaComponents(formulas: readonly Formula[]): Components {
  const Placed = ({ number }: { number: string }) => {
    const { tex, display, source } = formulas[Number(number)]!;
    if (tex === null) return source;
    return (
      <Suspense fallback={source}>
        <TypesetFormula tex={tex} display={display} source={source} />
      </Suspense>
    );
  };
  // The element of `placeFormulas`, which HTML does not have.
  return { formula: Placed } as Components;
}
