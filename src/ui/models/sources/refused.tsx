import type { Failure } from '../../../result.ts';
import { useEngine } from '../../../store/hooks.ts';
import { showUp } from '../show_up.ts';
import styles from '../models.module.css';

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
