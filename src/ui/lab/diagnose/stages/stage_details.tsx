import type { DriftedStage, ReplayedStage } from '../../../../worker/api.ts';
import { type StageCell } from '../../../../findings/diagnosis/stage_map.ts';
import { multiple } from '../../../../findings/diagnosis/noise_floors.ts';
import { batchInWords } from '../../../../findings/copy/diagnosis.ts';
import { CloseLook } from './close_look.tsx';
import styles from '../diagnose.module.css';

const short = (value: number) =>
  value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5) ? value.toExponential(2) : value.toPrecision(4);

/** All figures of the stages that a cell sums up, side by side. */
export function StageDetails({ cell }: { cell: StageCell }) {
  const { stages } = cell;
  const rows: [string, (stage: ReplayedStage | DriftedStage) => string][] = [
    ['error', ({ evidence }) => (Number.isFinite(evidence.error) ? short(evidence.error) : 'no number')],
    ['noise floor', ({ floor }) => short(floor)],
    ['error in floors', ({ evidence, floor }) => multiple(evidence.error / floor)],
    [
      'worst token',
      ({ evidence }) =>
        `${evidence.worstRow}: ${Number.isFinite(evidence.worstRowError) ? short(evidence.worstRowError) : '∞'}`,
    ],
    [
      'worst channel',
      ({ evidence }) => `${evidence.worstColumn}: ${Math.round(100 * evidence.worstColumnShare)} % of it`,
    ],
    ['largest value', ({ evidence }) => short(evidence.absmax)],
    ['of the reference', ({ evidence }) => short(evidence.referenceAbsmax)],
    ['best common factor', ({ evidence }) => short(evidence.scale)],
    ['not finite', ({ evidence }) => `${evidence.nonFinite} of ${evidence.values}`],
    ['never written', ({ evidence }) => `${evidence.unwritten}`],
    ['0 in place of something', ({ evidence }) => `${evidence.zeros}`],
  ];
  const { layer, stage } = stages[0]!;
  return (
    <>
      <table className={styles.details} aria-label="Chosen stage">
        <caption>{layer === null ? stage : `${stage} of layer ${layer}`}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">figure</span>
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
  if (!('shape' in stage)) return 'whole program';
  const batch = batchInWords(stage.shape);
  return stage.steps.length > 1 ? `${batch}, ${stage.steps.join(' + ')}, ${stage.stage}` : batch;
}
