import type { CSSProperties } from 'react';
import { multiple, warmth, type Cell, type StageMap as Map } from '../../../../findings/diagnosis/stage_map.ts';
import styles from './stage_map.module.css';

interface Props {
  name: string;
  caption: string;
  map: Map;
  chosen: Cell | null;
  choose: (cell: Cell) => void;
}

/** A table that is its own chart: layers down, stages across, each cell as warm as it is wrong. Nothing where there is none. */
export function StageMap({ name, caption, map: { columns, rows, outside }, chosen, choose }: Props) {
  if (rows.length === 0 && outside.length === 0) return null;
  const steps = [...new Set(columns.map(({ step }) => step))];
  const button = (cell: Cell, label: string) => (
    <button
      type="button"
      className={styles.cell}
      style={{ '--heat': `${Math.round(100 * warmth(cell.floors))}%` } as CSSProperties}
      data-bad={cell.bad || undefined}
      aria-pressed={cell === chosen}
      aria-label={`${label}: ${multiple(cell.floors)} floors${cell.bad ? ', wrong' : ''}`}
      onClick={() => choose(cell)}
    >
      {multiple(cell.floors)}
    </button>
  );
  return (
    <figure className={styles.whole}>
      <figcaption className={styles.caption}>{caption}</figcaption>
      <div className={styles.frame}>
        <table className={styles.map} aria-label={name}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">step</span>
              </th>
              {steps.map((step) => (
                <th key={step} scope="colgroup" colSpan={columns.filter((one) => one.step === step).length}>
                  {step}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col">layer</th>
              {columns.map(({ stage }) => (
                <th key={stage} scope="col">
                  {stage}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ layer, cells }) => (
              <tr key={layer}>
                <th scope="row">{layer}</th>
                {cells.map((cell, i) => (
                  <td key={columns[i]!.stage}>{cell && button(cell, `layer ${layer}, ${columns[i]!.stage}`)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {outside.length > 0 && (
          <p className={styles.outside}>
            {outside.map(({ stage, cell }) => (
              <span key={stage}>
                {stage} {button(cell, stage)}
              </span>
            ))}
          </p>
        )}
      </div>
    </figure>
  );
}
