import { lazy, Suspense } from 'react';
import { useEngine } from '../../store/hooks.ts';
import { useDiagnosing } from '../../store/hooks_on_demand.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import styles from './fault_banner.module.css';
import { withStrings } from '../../strings/catalogue.ts';

const FaultTitle = lazy(async () => ({ default: (await withStrings(import('./fault_title.tsx'))).FaultTitle }));

/** Warns while answers are computed with a fault made on purpose. */
export function FaultBanner() {
  const fault = useEngine(({ configuration }) => configuration.fault);
  const watchdog = useEngine(({ configuration }) => configuration.watchdog);
  const known = useDiagnosing((state) => state.faults?.find(({ name }) => name === fault?.name));
  if (!fault) return null;
  const place = known?.step === 'embed' || fault.layer === null ? '' : `, layer ${fault.layer}`;
  return (
    <div className={styles.banner} role="status">
      <p>
        The fused kernels make a mistake on purpose:{' '}
        <Suspense fallback={fault.name}>
          <FaultTitle name={fault.name} />
        </Suspense>
        {place}.
      </p>
      <label>
        <input
          type="checkbox"
          checked={watchdog}
          onChange={(event) => engine.getState().configure({ watchdog: event.target.checked })}
        />
        watchdog
      </label>
      <Button onClick={() => engine.getState().configure({ fault: null })}>Switch it off</Button>
    </div>
  );
}
