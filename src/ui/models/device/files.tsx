import type { ReactNode } from 'react';
import { bytes } from '../../../format.ts';
import type { KeptFile } from '../../../library/contract.ts';
import styles from './files.module.css';
import { t } from '../../../strings/models/t.ts';
import { t as page } from '../../../strings/page/t.ts';

const hash = (sha256: ReactNode[]) => <code key="hash">{sha256}</code>;

/** The files of a kept model: how far each is here, and its hash. */
export function Files({ files }: { files: readonly KeptFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className={styles.files}>
      <summary>{t('files', { count: files.length })}</summary>
      <ul>
        {files.map((file) => (
          <li key={file.path}>
            <div className={styles.line}>
              <span className={styles.path}>{file.path}</span>
              <span>{stateOf(file)}</span>
            </div>
            {file.sha256 !== null && (
              <p>
                {t(file.published ? 'published' : 'computed', {
                  sha256: file.sha256,
                  hash,
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function stateOf({ bytes: all, keptBytes, checked }: KeptFile): string {
  if (keptBytes < all) return page('bytesOf', { done: bytes(keptBytes), all: bytes(all) });
  return t(checked ? 'checked' : 'notChecked', { bytes: bytes(all) });
}
