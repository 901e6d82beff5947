import { lazy, type ReactNode, Suspense } from 'react';
import { useEngine } from '../../store/hooks.ts';
import { useDiagnosing } from '../../store/hooks_on_demand.ts';
import { engine } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import styles from './fault_banner.module.css';
import { withStrings } from '../../strings/catalogue.ts';
import { t } from '../../strings/chat/t.ts';

const FaultTitle = lazy(async () => ({ default: (await withStrings(import('./fault_title.tsx'))).FaultTitle }));

/** The title of a fault, and its name until that is there. */
const titled = (fault: string) => (name: ReactNode) => (
  <Suspense key="fault" fallback={name}>
    <FaultTitle name={fault} />
  </Suspense>
);

/** Warns while answers are computed with a fault made on purpose. */
export function FaultBanner() {
  const fault = useEngine(({ configuration }) => configuration.fault);
  const watchdog = useEngine(({ configuration }) => configuration.watchdog);
  const known = useDiagnosing((state) => state.faults?.find(({ name }) => name === fault?.name));
  if (!fault) return null;
  const everywhere = known?.step === 'embed' || fault.layer === null;
  const values = { name: fault.name, fault: titled(fault.name) };
  return (
    <div className={styles.banner} role="status">
      <p>{everywhere ? t('faultOn', values) : t('faultInLayer', { ...values, layer: fault.layer! })}</p>
      <label>
        <input
          type="checkbox"
          checked={watchdog}
          onChange={(event) => engine.getState().configure({ watchdog: event.target.checked })}
        />
        {t('watchdog')}
      </label>
      <Button onClick={() => engine.getState().configure({ fault: null })}>{t('faultOff')}</Button>
    </div>
  );
}
