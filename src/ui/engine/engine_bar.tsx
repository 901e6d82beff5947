import { lazy, Suspense } from 'react';
import type { Device } from '../../store/engine/engine_state.ts';
import { useAnswering, useEngine, useSelfTest } from '../../store/hooks.ts';
import { Boundary } from '../controls/boundary.tsx';
import styles from './engine_bar.module.css';
import { LoadingBar } from './loading_bar.tsx';
import { withStrings } from '../../strings/catalogue.ts';
import { t } from '../../strings/engine/t.ts';

const JobLine = lazy(async () => ({ default: (await withStrings(import('./job_line.tsx'))).JobLine }));

/** What the engine does, in one place: what, how far it is, how long it still takes, and the way to stop it. */
export function EngineBar() {
  const loading = useEngine((state) => state.loading);
  const occupation = useEngine((state) => state.occupation);
  return (
    <section className={styles.bar} aria-label={t('status')} data-busy={loading || occupation ? true : undefined}>
      <Boundary fallback={null}>
        <Suspense fallback={null}>
          {loading ? (
            <LoadingBar loading={loading} />
          ) : occupation ? (
            <JobLine occupation={occupation} />
          ) : (
            <Otherwise />
          )}
        </Suspense>
      </Boundary>
    </section>
  );
}

/** What nobody has to wait for, in a few words: a phone has room for no more. It is no live region: whoever listens is told elsewhere. */
function Otherwise() {
  const checking = useSelfTest((state) => state.at === 'checking');
  const words = useEngine(({ device, model, compiling }) =>
    stateInWords(device.at, model?.name ?? null, compiling ? 'compiling' : checking ? 'checking' : 'ready'),
  );
  const phase = useAnswering((state) => state.streaming?.phase ?? null);
  if (phase !== null) return <span>{t(phase === 'prefill' ? 'prefill' : 'writing')}</span>;
  return <span title={words}>{words}</span>;
}

function stateInWords(device: Device['at'], name: string | null, behind: 'compiling' | 'checking' | 'ready'): string {
  if (device === 'opening') return t('opening');
  if (device !== 'open') return t('notRunning');
  if (name === null) return t('noModel');
  return t(behind, { name });
}
