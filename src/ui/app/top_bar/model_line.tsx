import { useEngine } from '../../../store/hooks.ts';
import type { LoadedWeights } from '../../../worker/api.ts';
import { bytes, parameters, percent } from '../../../format.ts';
import { weightsInWords } from '../../models/weight_texts.ts';
import { adapterName } from '../../../findings/copy/adapter.ts';
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
        {model && `${parameters(model.parameters)} parameters, `}
        {model && <Weights weights={model.weights} />}
        {model && device.at === 'open' && ' · '}
        {device.at === 'open' && adapterName(device.adapter)}
      </span>
    </div>
  );
}

/** What the weights take; and where they are not what is stored, what they became and how far off that is. */
function Weights({ weights }: { weights: LoadedWeights }) {
  const { choice, error } = weights;
  if (!error) return bytes(weights.bytes);
  const words = weightsInWords(weights);
  return (
    <span title={words}>
      {choice}, {bytes(weights.bytes)}, weights {percent(error.overall)} off
      <span className="visually-hidden">. {words}</span>
    </span>
  );
}
