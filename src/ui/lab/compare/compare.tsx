import { useEffect } from 'react';
import { useAnswering, useEngine, useLab } from '../../../store/hooks.ts';
import { lab } from '../../../store/stores.ts';
import { Both } from './both.tsx';
import { Engines } from './engines.tsx';
import styles from './compare.module.css';
import { Notes } from './notes.tsx';
import { Paces } from './paces.tsx';
import { StepTable } from './step_table.tsx';
import { tokens } from './table_text.ts';

/** Microseconds per step of the answer that is streaming, reference beside fused. */
export function Compare() {
  const figures = useLab((state) => state.figures);
  const streaming = useAnswering((state) => state.streaming?.id ?? null);
  const timestamps = useEngine(({ device }) =>
    device.at === 'open' ? device.adapter.features.includes('timestamp-query') : null,
  );
  useEffect(() => lab.getState().watch(true), []);
  const measured = figures !== null && Object.keys(figures.columns).length > 0;
  return (
    <div className={styles.compare}>
      <p className={styles.status} data-streaming={streaming !== null || undefined}>
        {status(timestamps, streaming !== null, measured ? tokens(figures) : null, figures?.answer === streaming)}
      </p>
      <Paces paces={figures?.paces ?? []} />
      <Engines />
      {timestamps === false ? (
        <NoTimestamps />
      ) : (
        <>
          <Both />
          {measured ? <StepTable figures={figures} /> : <Empty />}
          {measured && <Notes figures={figures} />}
        </>
      )}
    </div>
  );
}

function status(timestamps: boolean | null, streaming: boolean, timed: string | null, current: boolean): string {
  if (timestamps === false) return streaming ? 'Measuring this answer’s pace.' : 'The pace of each program.';
  if (streaming && current && timed !== null) return `Timed in this answer: ${timed}.`;
  if (streaming) return 'Measuring: the first figures come in a moment.';
  return timed === null ? 'Nothing measured yet.' : `Timed in the last answer: ${timed}.`;
}

function Empty() {
  return (
    <div className={styles.empty}>
      <h2>Where does a token’s time go?</h2>
      <p>
        Ask something. While this panel is open, one token in eight of the answer is timed step by step on the GPU’s own
        clock, and reference and fused kernels stand here side by side.
      </p>
    </div>
  );
}

function NoTimestamps() {
  return (
    <div className={styles.empty}>
      <h2>No GPU timestamps here</h2>
      <p>
        This browser or adapter does not offer WebGPU’s <code>timestamp-query</code>, so the time of a single step
        cannot be told. Chrome and Edge offer it on most GPUs. The pace of each program is measured all the same: switch
        between reference and fused while an answer is written.
      </p>
    </div>
  );
}
