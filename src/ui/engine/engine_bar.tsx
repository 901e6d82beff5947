import { lazy, Suspense } from 'react';
import type { Device } from '../../store/engine/engine_state.ts';
import { useAnswering, useEngine, useSelfTest } from '../../store/hooks.ts';
import { Boundary } from '../controls/boundary.tsx';
import styles from './engine_bar.module.css';
import { LoadingBar } from './loading_bar.tsx';

const JobLine = lazy(async () => ({ default: (await import('./job_line.tsx')).JobLine }));

/** What the engine does, in one place: what, how far it is, how long it still takes, and the way to stop it. */
export function EngineBar() {
  const loading = useEngine((state) => state.loading);
  const occupation = useEngine((state) => state.occupation);
  return (
    <section
      className={styles.bar}
      aria-label="What the engine does"
      data-busy={loading || occupation ? true : undefined}
    >
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

/** What nobody has to wait for. It is no live region: whoever listens is told elsewhere. */
function Otherwise() {
  const words = useEngine(({ device, model, compiling }) => stateInWords(device.at, model?.name ?? null, compiling));
  const phase = useAnswering((state) => state.streaming?.phase ?? null);
  const checking = useSelfTest((state) => state.at === 'checking');
  if (phase !== null) return <span>{phase === 'prefill' ? 'Reading the prompt' : 'Writing an answer'}</span>;
  return <span>{checking ? `${words}. Checking its kernels while nothing else runs` : words}</span>;
}

function stateInWords(device: Device['at'], model: string | null, compiling: boolean): string {
  if (device === 'opening') return 'Looking for a GPU…';
  if (device !== 'open') return 'The engine is not running';
  if (model === null) return 'No model is loaded';
  return compiling ? `${model} is ready. Its fused kernels are being compiled` : `${model} is ready`;
}
