import type { AxisKind, Scale } from '../../../../charts/scale.ts';
import { shadeOf } from '../../../../charts/shades/shade_map.ts';
import { short } from '../../../../format.ts';
import { ScaleBar } from '../../../charts/scale_bar.tsx';
import { t } from '../../../../strings/live/t.ts';
import styles from './map.module.css';

interface Props {
  axis: AxisKind;
  /** Null while there is no value. */
  scale: Scale | null;
  /** What is on show. */
  values: readonly number[];
}

/** What the colours of the tokens' map mean. */
export function ColourBar({ axis, scale, values }: Props) {
  if (!scale) return <p className={styles.none}>{t('noValue')}</p>;
  const [low, high] = [short(scale.ticks[0]!), short(scale.ticks.at(-1)!)];
  const beyond = values.some((value) => Math.abs(value) === Infinity);
  return (
    <>
      <ScaleBar label={t('coloursBetween', { low, high, scale: axis })} scale={scale} inkOf={shadeOf} />
      {beyond && <p className={styles.beyond}>{t('notFinite')}</p>}
    </>
  );
}
