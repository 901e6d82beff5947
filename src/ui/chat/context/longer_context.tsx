import { fitOf, type Fit } from '../../../catalogue/fits.ts';
import { maxScratch } from '../../../catalogue/footprint.ts';
import { contextChoices } from '../../../store/engine/context.ts';
import { useEngine } from '../../../store/hooks.ts';
import { loader } from '../../../store/stores.ts';
import { bytes, count } from '../../../format.ts';
import type { LoadedModel } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import { useGpuRoom } from '../../models/catalogue/use_gpu_room.ts';
import styles from './context.module.css';
import { t } from '../../../strings/context/t.ts';

/** How many are offered: the first that suffices, and larger ones. */
const offered = 3;

interface Props {
  model: LoadedModel;
  /** Tokens that the next prompt takes. */
  tokens: number;
}

/** Contexts longer than the model's, with what each takes on this GPU. One press loads it: the weights stay where they are. */
export function LongerContext({ model, tokens }: Props) {
  const gpu = useGpuRoom();
  const busy = useEngine(({ loading, occupation }) => loading !== null || occupation !== null);
  const { context, config, gpuBytes, weights, cache } = model;
  const kvPerToken = model.kvBytesPerToken[cache.type];
  const longer = contextChoices(config.maxPositions).filter((size) => size > context);
  const choices = [...longer.filter((size) => size > tokens), ...longer.slice(-1)];
  const sizes = [...new Set(choices)].slice(0, offered);
  if (sizes.length === 0) return <p>{t('longest', { count: count(context) })}</p>;
  const footprint = {
    download: 0,
    weights: { ...gpuBytes, [weights.choice]: weights.bytes },
    scratch: { stored: maxScratch(config) },
    kvPerHead: kvPerToken / (config.layers * config.kvHeads),
    kvPerToken,
  };
  const fitFor = (size: number): Fit | null => gpu && fitOf(footprint, { weights: weights.choice, context: size }, gpu);
  return (
    <ul className={styles.longer} aria-label={t('longer')}>
      {sizes.map((size) => {
        const fit = fitFor(size);
        return (
          <li key={size}>
            <Button disabled={busy || fit?.fits === 'no'} onClick={() => void loader.resize(size)}>
              {t('loadWith', { count: count(size) })}
            </Button>
            <span>{t('more', { bytes: bytes((size - context) * kvPerToken), why: fit?.why ?? '' })}</span>
          </li>
        );
      })}
    </ul>
  );
}
