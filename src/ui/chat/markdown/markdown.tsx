import { type ComponentProps, isValidElement, lazy, type ReactNode, Suspense, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkBreaks from 'remark-breaks';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from '../code/code_block.tsx';
import styles from './markdown.module.css';
import { putBack, takeFormulas, type Formula } from './math_spans.ts';
import { bareAddressesEndBeforeCjk, formulas as placeFormulas, htmlAsText } from './plugins.ts';

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

/** Only absolute addresses: a relative one would point into this page, whose hash names its view. */
function allowedUrl(url: string): string | null {
  return /^(?:https?:\/\/|mailto:)/i.test(url) ? url : null;
}

function Link({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  if (!href) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
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

interface CodeProps {
  className?: string;
  children?: ReactNode;
}

/** A block of code inside a list or a quotation. `children` is its one `code` element. */
function Fenced({ children }: { children?: ReactNode }) {
  const { className = '', children: code } = isValidElement<CodeProps>(children) ? children.props : {};
  const language = /language-(\S+)/.exec(className)?.[1] ?? '';
  // remark adds a newline.
  return <CodeBlock language={language} code={typeof code === 'string' ? code.replace(/\n$/, '') : ''} />;
}

const components: Components = {
  p: directed('p'),
  ul: directed('ul'),
  ol: ({ children, start }) => (
    <ol dir="auto" start={start}>
      {children}
    </ol>
  ),
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  // Never fetched: an address in an answer could leak the conversation.
  img: ({ src, alt }) => <Link href={src}>Image: {alt || src || 'without a description'}</Link>,
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'Done' : 'Not done'} className={styles.check}>
      {checked ? '☑' : '☐'}
    </span>
  ),
  pre: ({ children }) => <Fenced>{children}</Fenced>,
  table: ({ children }: ComponentProps<'table'>) => (
    <div className={styles.table} role="group" aria-label="Table" tabIndex={0}>
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

const remarkPlugins: ComponentProps<typeof ReactMarkdown>['remarkPlugins'] = [
  [remarkGfm, { singleTilde: false }],
  remarkCjkFriendly,
  bareAddressesEndBeforeCjk,
  htmlAsText,
  remarkBreaks,
];
const rehypePlugins: ComponentProps<typeof ReactMarkdown>['rehypePlugins'] = [[rehypeSanitize, schema], placeFormulas];

export function Markdown({ text }: { text: string }) {
  const taken = useMemo(() => takeFormulas(text), [text]);
  const all = useMemo(() => ({ ...components, ...formulaComponents(taken.formulas) }), [taken.formulas]);
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        remarkPlugins={remarkPlugins}
        rehypePlugins={rehypePlugins}
        urlTransform={(url) =>
          allowedUrl(putBack(url.replaceAll('%EE%80%80', '\uE000').replaceAll('%EE%80%81', '\uE001'), taken.formulas))
        }
        components={all}
      >
        {taken.text}
      </ReactMarkdown>
    </div>
  );
}

/** Renders the placeholders of `formulas`, also where one stands in the description of an image. */
function formulaComponents(formulas: readonly Formula[]): Components {
  const Placed = ({ number }: { number: string }) => {
    const formula = formulas[Number(number)]!;
    return (
      <Suspense fallback={formula.source}>
        <TypesetFormula formula={formula} />
      </Suspense>
    );
  };
  // The element of `placeFormulas`, which HTML does not have.
  return { formula: Placed } as Components;
}
