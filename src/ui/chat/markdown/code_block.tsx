import { isValidElement, type ReactNode } from 'react';
import { CopyButton } from '../../controls/copy_button.tsx';
import styles from './markdown.module.css';

interface CodeProps {
  className?: string;
  children?: ReactNode;
}

/** A fenced block. `children` is its one `code` element. */
export function CodeBlock({ children }: { children?: ReactNode }) {
  const { className, children: code } = isValidElement<CodeProps>(children) ? children.props : {};
  const language = /language-(\S+)/.exec(className ?? '')?.[1] ?? 'text';
  const text = typeof code === 'string' ? code.replace(/\n$/, '') : '';
  return (
    <div className={styles.codeBlock}>
      <div className={styles.codeHead}>
        <span>{language}</span>
        <CopyButton label="Copy code" text={() => text} />
      </div>
      <pre dir="ltr" tabIndex={0} role="group" aria-label={`Code, ${language}`}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
