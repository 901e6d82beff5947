import type { Ink } from '../../charts/palette.ts';
import type { Scale } from '../../charts/scale.ts';
import { scaleBar, scaleBarHeight } from '../../charts/shades/scale_bar.ts';
import { SvgChart } from './svg_chart.tsx';
import { useSize } from './use_size.ts';

interface Props {
  label: string;
  scale: Scale;
  inkOf: (share: number) => Ink;
}

/** What the colours of a map mean, in the colours that it has. */
export function ScaleBar({ label, scale, inkOf }: Props) {
  const [size, ref] = useSize();
  const box = { width: size?.width ?? 0, height: scaleBarHeight };
  return (
    <div ref={ref} style={{ height: scaleBarHeight }}>
      {box.width > 0 && <SvgChart label={label} {...box} marks={scaleBar(scale, inkOf, { x: 0, y: 0, ...box })} />}
    </div>
  );
}
