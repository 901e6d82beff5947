import { useEffect } from 'react';
import { useAnswering, useEngine, useLab, useProgram, useTokenMonitor } from '../../../store/hooks.ts';
import { lab, tokenMonitor } from '../../../store/stores.ts';
import { describeProgram, stepNames, type ProgramName } from '../../../vocabulary/program.ts';
import { SetMark } from '../../controls/set_mark.tsx';
import { table } from '../compare/rows.ts';
import { microseconds } from '../compare/table_text.ts';
import { layersSet, StripMap } from './strip_map.tsx';
import styles from './strip.module.css';
import { t } from '../../../strings/lab/t.ts';
import { t as kernels } from '../../../strings/kernels/t.ts';

/** What the model does, at a glance, while an answer is written: layers by tokens, by which kernels, and what each step takes. */
export function Strip() {
  useEffect(() => {
    const ends = [lab.getState().watch(false), tokenMonitor.getState().watch()];
    return () => ends.forEach((end) => end());
  }, []);
  // Token 0 has no place here: an answer that stopped before another one shows nothing.
  const tokens = useTokenMonitor(({ seen }) => (seen && seen.tokens.length > 0 ? seen.tokens : null));
  const layers = useEngine(({ model }) => model?.config.layers ?? 0);
  const streaming = useAnswering((state) => state.streaming !== null);
  const chosen = useProgram(({ program }) => describeProgram(program));
  const latest = tokens?.at(-1);
  const set = streaming && latest ? layersSet(latest.figures) : chosen;
  return (
    <section className={styles.strip} aria-label={t('strip')} data-seen={tokens ? true : undefined}>
      <p className={styles.words}>
        <SetMark set={set} />
        <strong>{kernels(set)}</strong>
        <span className={styles.seen}>{tokens ? t('seen', { layers, tokens: tokens.length }) : t('nothingSeen')}</span>
        <Sum set={set} />
      </p>
      <StripMap tokens={tokens ?? []} layers={layers} />
      <Steps set={set} />
    </section>
  );
}

/** Microseconds that a token takes in all of its steps. */
function Sum({ set }: { set: ProgramName }) {
  const sum = useLab(({ figures }) => (figures ? table(figures).sums[set] : undefined));
  return <span className={styles.sum}>{t('perToken', { us: sum === undefined ? '–' : microseconds(sum) })}</span>;
}

/** Microseconds of each step, over all layers. */
function Steps({ set }: { set: ProgramName }) {
  const figures = useLab((state) => state.figures);
  const rows = figures ? table(figures).rows : [];
  return (
    <dl className={styles.steps} aria-label={t('stepTimes')}>
      {stepNames.map((step) => {
        const us = rows.find((row) => row.step === step)?.cells[set]?.us ?? null;
        return (
          <div key={step}>
            <dt>{step}</dt>
            <dd>{us === null ? '–' : microseconds(us)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
