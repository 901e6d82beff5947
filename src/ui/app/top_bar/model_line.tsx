import { ChevronDown } from 'lucide-react';
import { bundled, bundledName } from '../../../store/engine/engine.ts';
import { useEngine, usePeers } from '../../../store/hooks.ts';
import type { LoadedCache, LoadedWeights } from '../../../worker/api.ts';
import { bytes, parameters, percent } from '../../../format.ts';
import { cacheInWords, weightsInWords } from '../../models/weight_texts.ts';
import { adapterName } from '../../../findings/copy/adapter.ts';
import { showDialog } from '../../view/view.ts';
import { DownloadMark } from './download_mark.tsx';
import styles from './top_bar.module.css';
import { t } from '../../../strings/top_bar/t.ts';

/** The name of the model that answers, which opens the choice of another, its size and what it runs on. */
export function ModelLine() {
  const model = useEngine((engine) => engine.model);
  const device = useEngine((engine) => engine.device);
  const peer = usePeers((state) => state.chosen);
  const nameToCome = useEngine(({ device, loading, source }) => {
    if (loading?.name) return loading.name;
    if (!loading && device.at !== 'opening') return t('noModel');
    return source === bundled ? bundledName : t('loading');
  });
  return (
    <div className={styles.model} role="group" aria-label={t('model')}>
      <button
        type="button"
        className={styles.name}
        title={t('chooseModel')}
        aria-haspopup="dialog"
        onClick={() => showDialog('models')}
      >
        <strong>{peer?.model.name ?? model?.name ?? nameToCome}</strong>
        <ChevronDown size={14} aria-hidden />
      </button>
      <DownloadMark />
      {peer ? (
        <span className={styles.facts}>{peer.about}</span>
      ) : (
        <span className={styles.facts} title={device.at === 'open' ? adapterName(device.adapter) : undefined}>
          {model && t('facts', { parameters: parameters(model.parameters) })}
          {model && <Weights weights={model.weights} />}
          {model && <Cache cache={model.cache} />}
          {model && device.at === 'open' && ' · '}
          {device.at === 'open' && adapterName(device.adapter)}
        </span>
      )}
    </div>
  );
}

/** The size of the weights; where they were rounded, their format and relative error. */
function Weights({ weights }: { weights: LoadedWeights }) {
  const { choice, error } = weights;
  if (!error) return bytes(weights.bytes);
  const words = weightsInWords(weights);
  return (
    <span title={words}>
      {t('weightsOff', { choice, bytes: bytes(weights.bytes), error: percent(error.overall) })}
      <span className="visually-hidden">{t('aside', { text: words })}</span>
    </span>
  );
}

/** Where the KV cache rounds: its type, and what that does to the logits. */
function Cache({ cache }: { cache: LoadedCache }) {
  const { type, error } = cache;
  if (!error) return null;
  const words = cacheInWords(cache);
  return (
    <span title={words}>
      {t('cacheOff', { type, error: percent(error.logits) })}
      <span className="visually-hidden">{t('aside', { text: words })}</span>
    </span>
  );
}
