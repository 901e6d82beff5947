import type { ComparedStage, Reproduction, Side } from '../../../findings/diagnosis/reproduction.ts';
import { heat, multiple } from '../../../findings/diagnosis/noise_floors.ts';
import { batchInWords } from '../../../findings/copy/diagnosis.ts';
import { Bar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';

/** More rows would hide what matters. Those that differ come first, then those with the largest errors. */
const maxRows = 12;

interface Props {
  reproduction: Reproduction;
  /** What the two sides are called. */
  sides: [string, string];
}

/** Two runs stage by stage, on one logarithmic axis. */
export function StageComparison({ reproduction, sides }: Props) {
  const { stages, counts, unmatched } = reproduction;
  const shown = stages.toSorted((a, b) => rank(b) - rank(a)).slice(0, maxRows);
  const said = { identical: 'the same', reproduced: 'alike', differs: 'differs' };
  return (
    <>
      <table className={`${styles.facts} ${styles.stages}`}>
        <caption>Errors, in multiples of their noise floors</caption>
        <thead>
          <tr>
            <th scope="col">stage</th>
            <th scope="col">{sides[0]}</th>
            <th scope="col">{sides[1]}</th>
            <th scope="col">outcome</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((stage) => (
            <tr key={nameOf(stage)} data-differs={stage.outcome === 'differs' || undefined}>
              <th scope="row">{nameOf(stage)}</th>
              <td>
                <SideBar {...stage.recorded} />
              </td>
              <td>
                <SideBar {...stage.here} />
              </td>
              <td>{said[stage.outcome]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {stages.length} stages compared: {counts.identical} the same to the bit, {counts.reproduced} alike,{' '}
        {counts.differs} different. Right stages are alike when both are within rounding, wrong ones when their errors
        are within a factor of two.
        {unmatched > 0 && ` ${unmatched} were looked at on one side only, where other kernels ran.`}
      </p>
    </>
  );
}

function SideBar({ timesFloor, bad }: Side) {
  return <Bar label={multiple(timesFloor)} share={heat(timesFloor)} ink={bad ? 'fused' : 'reference'} />;
}

const rank = ({ outcome, recorded, here }: ComparedStage) =>
  (outcome === 'differs' ? 1e6 : 0) +
  Math.log10(Math.min(1e40, Math.max(recorded.timesFloor, here.timesFloor, 1e-3)) || 1e40);

function nameOf({ layer, stage, shape, steps }: ComparedStage): string {
  const place = layer === null ? stage : `L${layer}.${stage}`;
  return `${place}, ${batchInWords(shape)}${steps.length > 1 ? `, ${steps.join(' + ')}` : ''}${stage === 'v' && steps.includes('rope') ? ' in the cache' : ''}`;
}
