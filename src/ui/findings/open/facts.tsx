import type { Fact } from '../../../findings/copy/run.ts';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** A set-up as a table, or two side by side: what differs is marked. */
export function Facts({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly Fact[][];
}) {
  const terms = rows[0]!.map(([term]) => term);
  return (
    <table className={styles.facts}>
      <caption>{caption}</caption>
      <thead data-unseen={columns.length === 1 || undefined}>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('term')}</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {columns.length === 1 ? <span className="visually-hidden">{column}</span> : column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {terms.map((term, i) => {
          const texts = rows.map((pairs) => pairs[i]![1]);
          const differs = new Set(texts).size > 1;
          return (
            <tr key={term} data-differs={differs || undefined}>
              <th scope="row">{term}</th>
              {texts.map((text, column) => (
                <td key={columns[column]}>{differs ? <mark>{text}</mark> : text}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
