import type { CSSProperties } from 'react';
import { columnGroups } from '../../../../charts/heat_map.ts';
import { ChartFigure } from '../../../charts/chart_figure.tsx';
import { Wide } from '../../../controls/wide.tsx';
import type { StageCell, StageMap as Map } from '../../../../findings/diagnosis/stage_map.ts';
import { FloorsBar } from './floors_bar.tsx';
import styles from './stage_map.module.css';
import { t } from '../../../../strings/diagnose/t.ts';

interface Props {
  name: string;
  caption: string;
  map: Map;
  chosen: StageCell | null;
  choose: (cell: StageCell) => void;
}

/** A heat map as a table: layers down, stages across, each cell as warm as it is wrong. Nothing for an empty map. */
export function StageMap({ name, caption, map, chosen, choose }: Props) {
  const { columns, rows, outside } = map;
  if (rows.length === 0 && outside.length === 0) return null;
  const button = (cell: StageCell, where: string) => {
    const label = t(cell.bad ? 'cellWrong' : 'cell', { where, floors: cell.label });
    return (
      <button
        type="button"
        className={styles.cell}
        style={{ '--heat': `${Math.round(100 * cell.warmth)}%` } as CSSProperties}
        data-bad={cell.bad || undefined}
        aria-pressed={cell === chosen}
        aria-label={label}
        title={label}
        onClick={() => choose(cell)}
      >
        {cell.label}
      </button>
    );
  };
  return (
    <ChartFigure name={name} caption={caption}>
      <Wide label={t('layersByStages', { name })}>
        <table className={styles.map} aria-label={name}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('step')}</span>
              </th>
              {columnGroups(map).map(({ name: step, count }) => (
                <th key={step} scope="colgroup" colSpan={count}>
                  {step}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col">{t('layerHead')}</th>
              {columns.map(({ name: stage, short = stage }) => (
                <th key={stage} scope="col" aria-label={stage} title={stage}>
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name: layer, cells }) => (
              <tr key={layer}>
                <th scope="row">{layer}</th>
                {cells.map((cell, i) => (
                  <td key={columns[i]!.name}>
                    {cell && button(cell, t('layerStage', { layer, stage: columns[i]!.name }))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {outside.length > 0 && (
          <p className={styles.outside}>
            {outside.map(({ name: stage, cell }) => (
              <span key={stage}>
                {stage} {button(cell, stage)}
              </span>
            ))}
          </p>
        )}
      </Wide>
      <FloorsBar />
    </ChartFigure>
  );
}
