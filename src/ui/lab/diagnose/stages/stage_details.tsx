import type { DriftedStage, ReplayedStage } from '../../../../worker/api.ts';
import { type StageCell } from '../../../../findings/diagnosis/stage_map.ts';
import { multiple } from '../../../../findings/diagnosis/noise_floors.ts';
import { batchInWords } from '../../../../findings/copy/diagnosis.ts';
import { CloseLook } from './close_look.tsx';
import styles from '../diagnose.module.css';
import { t } from '../../../../strings/diagnose/t.ts';

const short = (value: number) =>
  value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5) ? value.toExponential(2) : value.toPrecision(4);

/** All figures of the stages that a cell sums up, side by side. */
export function StageDetails({ cell }: { cell: StageCell }) {
  const { stages } = cell;
  const rows: [string, (stage: ReplayedStage | DriftedStage) => string][] = [
    [t('error'), ({ evidence }) => (Number.isFinite(evidence.error) ? short(evidence.error) : t('notANumber'))],
    [t('floor'), ({ floor }) => short(floor)],
    [t('errorInFloors'), ({ evidence, floor }) => multiple(evidence.error / floor)],
    [
      t('worstToken'),
      ({ evidence }) =>
        t('worstOf', {
          index: evidence.worstRow,
          error: Number.isFinite(evidence.worstRowError) ? short(evidence.worstRowError) : '∞',
        }),
    ],
    [
      t('worstChannel'),
      ({ evidence }) =>
        t('shareOf', { index: evidence.worstColumn, share: Math.round(100 * evidence.worstColumnShare) }),
    ],
    [t('largest'), ({ evidence }) => short(evidence.absmax)],
    [t('largestOfReference'), ({ evidence }) => short(evidence.referenceAbsmax)],
    [t('factor'), ({ evidence }) => short(evidence.scale)],
    [t('notFinite'), ({ evidence }) => t('countOf', { count: evidence.nonFinite, of: evidence.values })],
    [t('unwritten'), ({ evidence }) => `${evidence.unwritten}`],
    [t('zeros'), ({ evidence }) => `${evidence.zeros}`],
  ];
  const { layer, stage } = stages[0]!;
  return (
    <>
      <table className={styles.details} aria-label={t('details')}>
        <caption>{layer === null ? stage : t('stageOf', { stage, layer })}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('figure')}</span>
            </th>
            {stages.map((one) => (
              <th key={columnOf(one)} scope="col">
                {columnOf(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {stages.map((one) => (
                <td key={columnOf(one)}>{value(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {stages.map((one) => (
        <CloseLook key={columnOf(one)} name={columnOf(one)} stage={one} />
      ))}
    </>
  );
}

function columnOf(stage: ReplayedStage | DriftedStage): string {
  if (!('shape' in stage)) return t('wholeProgram');
  const batch = batchInWords(stage.shape);
  return stage.steps.length > 1 ? `${batch}, ${stage.steps.join(' + ')}, ${stage.stage}` : batch;
}
