import type { RunSpec } from '../../../findings/format/spec.ts';
import { requestInWords } from '../../../findings/copy/bench.ts';
import {
  faultInWords,
  programInWords,
  promptInWords,
  sourceInWords,
  weightsInWords,
} from '../../../findings/copy/finding.ts';
import styles from '../findings.module.css';

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
      <thead data-unseen={columns.length === 1 || undefined}>
        <tr>
          <th scope="col">
            <span className="visually-hidden">term</span>
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
export function specFacts(spec: RunSpec): Pairs {
  return [
    ['model', `${spec.model.name}, content ${spec.model.hash.slice(0, 12)}`],
    ['from', sourceInWords(spec.source)],
    ['weights', weightsInWords(spec.weights)],
    ...ownFacts(spec),
  ];
}

function ownFacts(spec: RunSpec): Pairs {
  switch (spec.kind) {
    case 'diagnosis':
      return [
        ['program', programInWords(spec.program)],
        ['fault', faultInWords(spec.fault)],
        ['prompt', promptInWords(spec.prompt)],
        ['bisection', spec.bisect ? 'asked for' : 'not asked for'],
      ];
    case 'bench':
      return [['to measure', requestInWords(spec.request)]];
    case 'live':
      return [
        ['program', programInWords(spec.program)],
        ['fault', faultInWords(spec.fault)],
        ['conversation', promptInWords(spec.prompt)],
        ['watched', `from position ${spec.from}`],
      ];
  }
}
