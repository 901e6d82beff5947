import { useEngine } from '../../store/hooks.ts';
import { bytes, parameters } from '../format.ts';
import styles from './top_bar.module.css';

/** Which model answers, and how large it is. */
export function ModelLine() {
  const model = useEngine((engine) => engine.model);
  const loadingName = useEngine(({ loading }) => loading?.name ?? null);
  return (
    <div className={styles.model} role="group" aria-label="Model">
      <strong>{model?.name ?? (loadingName === null ? 'No model loaded' : loadingName || 'Loading')}</strong>
      {model && (
        <span>
          {parameters(model.parameters)} parameters, {bytes(model.weightBytes)}
        </span>
      )}
    </div>
  );
}
