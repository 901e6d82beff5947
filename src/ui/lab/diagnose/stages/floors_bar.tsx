import { warm } from '../../../../charts/heat_map.ts';
import { floorsScale } from '../../../../findings/diagnosis/noise_floors.ts';
import { maxWarmth } from '../../../../findings/diagnosis/stage_map.ts';
import { t } from '../../../../strings/charts/t.ts';
import { ScaleBar } from '../../../charts/scale_bar.tsx';

/** What the colours of a stage map mean. */
export function FloorsBar() {
  const inkOf = (share: number) => warm(share * maxWarmth);
  return <ScaleBar label={t('floorsBar')} scale={floorsScale} inkOf={inkOf} />;
}
