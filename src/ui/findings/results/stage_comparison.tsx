import type { ComparedStage, ComparedStages, Side } from '../../../findings/diagnosis/reproduction.ts';
import { heat, multiple } from '../../../findings/diagnosis/noise_floors.ts';
import { batchInWords } from '../../../findings/copy/diagnosis.ts';
import { Bar } from '../../charts/bar.tsx';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** More rows would hide what matters. Those that differ come first, then those with the largest errors. */
const maxRows = 12;

interface Props {
  reproduction: ComparedStages;
  /** What the two sides are called. */
  sides: [string, string];
}

/** Two runs stage by stage, on one logarithmic axis. */
export function StageComparison({ reproduction, sides }: Props) {
  const { stages, counts, unmatched } = reproduction;
  const shown = stages.toSorted((a, b) => rank(b) - rank(a)).slice(0, maxRows);
  return (
    <>
      <table className={`${styles.facts} ${styles.stages}`}>
        <caption>{t('errorsTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('stage')}</th>
            <th scope="col">{sides[0]}</th>
            <th scope="col">{sides[1]}</th>
            <th scope="col">{t('outcome')}</th>
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
              <td>{t(stage.outcome)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {t('stagesCompared', { all: stages.length, ...counts })} {unmatched > 0 && t('unmatched', { count: unmatched })}
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
  const isCached = stage === 'v' && steps.includes('rope');
  return [
    isCached ? t('inTheCache', { stage: place }) : place,
    batchInWords(shape),
    ...(steps.length > 1 ? [steps.join(' + ')] : []),
  ].join(', ');
}
