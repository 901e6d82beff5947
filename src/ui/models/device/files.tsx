import { bytes } from '../../../format.ts';
import type { KeptFile } from '../../../library/contract.ts';
import styles from './files.module.css';

/** The files of a kept model: how far each is here, and its hash. */
export function Files({ files }: { files: readonly KeptFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className={styles.files}>
      <summary>{files.length === 1 ? '1 file' : `${files.length} files`}</summary>
      <ul>
        {files.map((file) => (
          <li key={file.path}>
            <div className={styles.line}>
              <span className={styles.path}>{file.path}</span>
              <span>{stateOf(file)}</span>
            </div>
            {file.sha256 !== null && (
              <p>
                SHA-256, {file.published ? 'as published' : 'computed on this device'}: <code>{file.sha256}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function stateOf({ bytes: all, keptBytes, checked }: KeptFile): string {
  if (keptBytes < all) return `${bytes(keptBytes)} of ${bytes(all)}`;
  return `${bytes(all)}, ${checked ? 'checked' : 'not yet checked'}`;
}
