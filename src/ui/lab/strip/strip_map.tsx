import { useEffect, useRef } from 'react';
import { scaleOf } from '../../../charts/scale.ts';
import { axes, valuesOf, type Plot } from '../../../findings/token/plots.ts';
import { describeProgram, programNames, type ProgramName } from '../../../vocabulary/program.ts';
import type { WatchedToken } from '../../../store/lab/jobs/token_monitor.ts';
import type { TokenFigures } from '../../../worker/api.ts';
import { useShownTheme } from '../../theme/use_shown_theme.ts';
import styles from './strip.module.css';
import { t } from '../../../strings/lab/t.ts';

/** The size of the residual stream behind each layer. */
const plot: Plot = { of: 'row', figure: 'rms', stage: 'mlp_residual' };

/** How many tokens fit. */
const columns = 96;

/** The kernels of the layers: the last step may run elsewhere, where a CPU samples. */
export function layersSet({ program }: TokenFigures): ProgramName {
  return describeProgram({ ...program, sample: program.down });
}

/** Layers down, tokens across, the newest at the right: the stronger a cell, the larger what the layer leaves. The colour is the kernels'. */
export function StripMap({ tokens, layers }: { tokens: readonly WatchedToken[]; layers: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useRef<HTMLSpanElement>(null);
  useShownTheme();
  const drawn = tokens.slice(-columns).map(({ figures }) => figures);

  // At every rendering: something has changed, if only the colours.
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const colourOf = (name: ProgramName) =>
      getComputedStyle(colours.current!.querySelector(`[data-set="${name}"]`)!).color;
    const colour = { reference: colourOf('reference'), fused: colourOf('fused'), mixed: colourOf('mixed') };
    const { at } = scaleOf(
      axes[plot.figure],
      drawn.flatMap((figures) => [...valuesOf(figures, plot)]),
    );
    context.clearRect(0, 0, columns, layers);
    drawn.forEach((figures, n) => {
      context.fillStyle = colour[layersSet(figures)];
      valuesOf(figures, plot).forEach((value, layer) => {
        if (Number.isNaN(value)) return;
        context.globalAlpha = Number.isFinite(value) ? 0.08 + 0.92 * at(value) : 1;
        context.fillRect(columns - drawn.length + n, layer, 1, 1);
      });
    });
    context.globalAlpha = 1;
  });

  return (
    <div className={styles.map}>
      <canvas
        ref={canvas}
        width={columns}
        height={Math.max(1, layers)}
        role="img"
        aria-label={t('stripMap', { layers, tokens: drawn.length })}
      />
      <span ref={colours} hidden>
        {programNames.map((set) => (
          <span key={set} data-set={set} />
        ))}
      </span>
    </div>
  );
}
