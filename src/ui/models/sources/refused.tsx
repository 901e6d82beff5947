import type { Failure } from '../../../result.ts';
import { useEngine } from '../../../store/hooks.ts';
import styles from '../models.module.css';

/** The dialog scrolls: what a press led to may be out of sight. */
const showUp = (shown: HTMLElement | null) => shown?.scrollIntoView({ block: 'nearest' });

/** Why a checkpoint was refused, and that nothing has changed. */
export function Refused({ failure }: { failure: Failure }) {
  const model = useEngine((engine) => engine.model);
  return (
    <div ref={showUp} role="alert" className={styles.refused}>
      <p>{failure.message}</p>
      {model && <p>{model.name} is still loaded.</p>}
    </div>
  );
}
