import type { RunSpec } from '../../share/spec.ts';
import { faultInWords, programInWords, promptInWords, sourceInWords } from '../../share/words.ts';
import styles from './share.module.css';

type Pairs = readonly (readonly [term: string, said: string])[];

/** A set-up as a table. With two of them, what differs is marked. */
export function Facts({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly Pairs[];
}) {
  const terms = rows[0]!.map(([term]) => term);
  return (
    <table className={styles.facts}>
      <caption>{caption}</caption>
      <thead className={columns.length === 1 ? 'visually-hidden' : undefined}>
        <tr>
          <th scope="col">
            <span className="visually-hidden">term</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {terms.map((term, i) => {
          const said = rows.map((pairs) => pairs[i]![1]);
          const differs = new Set(said).size > 1;
          return (
            <tr key={term} data-differs={differs || undefined}>
              <th scope="row">{term}</th>
              {said.map((text, column) => (
                <td key={columns[column]}>{differs ? <mark>{text}</mark> : text}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What a link or a code tells of a run. */
export function specFacts({ model, source, weights, program, fault, prompt, bisect }: RunSpec): Pairs {
  return [
    ['model', `${model.name}, content ${model.hash.slice(0, 12)}`],
    ['from', sourceInWords(source)],
    ['weights', weights === 'stored' ? 'as stored' : weights],
    ['program', programInWords(program)],
    ['fault', faultInWords(fault)],
    ['prompt', promptInWords(prompt)],
    ['bisection', bisect ? 'asked for' : 'not asked for'],
  ];
}
