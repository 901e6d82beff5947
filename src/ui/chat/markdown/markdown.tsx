import type { ComponentProps, ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from './code_block.tsx';
import styles from './markdown.module.css';

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
    return <h3 data-level={level}>{children}</h3>;
  };

const components: Components = {
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  // Never fetched: an address in an answer could leak the conversation.
  img: ({ src, alt }) => <Link href={src}>Image: {alt || src || 'without a description'}</Link>,
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'Done' : 'Not done'} className={styles.check}>
      {checked ? '☑' : '☐'}
    </span>
  ),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }: ComponentProps<'table'>) => (
    <div className={styles.table} role="group" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(4),
  h6: heading(4),
};

export function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[[rehypeSanitize, schema]]}
        urlTransform={allowedUrl}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
