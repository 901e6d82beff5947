import { useEngine } from '../../store/hooks.ts';
import { bytes, parameters } from '../format.ts';
import { adapterName } from './adapter_name.ts';
import styles from './top_bar.module.css';

/** Which model answers, how large it is and what it runs on. */
export function ModelLine() {
  const model = useEngine((engine) => engine.model);
  const device = useEngine((engine) => engine.device);
  const loadingName = useEngine(({ loading }) => loading?.name ?? null);
  return (
    <div className={styles.model} role="group" aria-label="Model">
      <strong>{model?.name ?? (loadingName === null ? 'No model loaded' : loadingName || 'Loading')}</strong>
      <span className={styles.facts}>
        {model && `${parameters(model.parameters)} parameters, ${bytes(model.weightBytes)}`}
        {model && device.at === 'open' && ' · '}
        {device.at === 'open' && adapterName(device.adapter)}
      </span>
    </div>
  );
}
