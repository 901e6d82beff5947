import { type ReactNode, useEffect } from 'react';
import { useAnswering, useEngine, useLab } from '../../../store/hooks.ts';
import { lab } from '../../../store/stores.ts';
import { Both } from './both.tsx';
import { Engines } from './engines.tsx';
import styles from './compare.module.css';
import { Notes } from './notes.tsx';
import { Paces } from './paces.tsx';
import { StepTable } from './step_table.tsx';
import { tokens } from './table_text.ts';
import { t } from '../../../strings/compare/t.ts';

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
  if (timestamps === false) return t(streaming ? 'noStampsNow' : 'noStamps');
  if (streaming && current && timed !== null) return t('timedNow', { tokens: timed });
  if (streaming) return t('waiting');
  return timed === null ? t('nothing') : t('timedLast', { tokens: timed });
}

function Empty() {
  return (
    <div className={styles.empty}>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
    </div>
  );
}

const code = (text: ReactNode[]) => <code key="code">{text}</code>;

function NoTimestamps() {
  return (
    <div className={styles.empty}>
      <h2>{t('noStampsTitle')}</h2>
      <p>{t('noStampsText', { code })}</p>
    </div>
  );
}
