import { useId, useState } from 'react';
import { contextChoices } from '../../store/engine/context.ts';
import { usualOptions } from '../../store/engine/load_options.ts';
import { useEngine, useLibrary } from '../../store/hooks.ts';
import { keptFrom } from '../../store/library/find.ts';
import { missingBytes } from '../../store/library/room.ts';
import { addressOf } from '../../store/last_model/loader.ts';
import { cacheTypes } from '../../vocabulary/cache_type.ts';
import { weightChoices } from '../../vocabulary/weight_choice.ts';
import { choice, loader } from '../../store/stores.ts';
import type { InspectedCheckpoint } from '../../store/engine/engine_state.ts';
import type { Failure } from '../../result.ts';
import type { CacheType, LoadOptions, ModelConfig, WeightChoice } from '../../worker/api.ts';
import { closeDialog } from '../view/view.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import { bytes, count, parameters } from '../../format.ts';
import { Keeping } from './keeping.tsx';
import styles from './models.module.css';
import { showUp } from './show_up.ts';
import { Refused } from './sources/refused.tsx';
import { t } from '../../strings/models/t.ts';

interface Props {
  checkpoint: InspectedCheckpoint;
  /** What it was chosen with, or loaded with last; null if neither. */
  before: LoadOptions | null;
}

function contextText({ maxPositions, yarn }: ModelConfig): string {
  const most = { count: count(maxPositions) };
  if (!yarn) return t('contextOf', most);
  return t('contextByYarn', { ...most, factor: yarn.factor, original: count(yarn.originalPositions) });
}

/** A checkpoint's facts and the memory that it will need, before anything large is read. */
export function Summary({ checkpoint, before }: Props) {
  const { location, summary } = checkpoint;
  const { name, config, dtypes, weightBytes, gpuBytes, kvBytesPerToken, cannotChat } = summary;
  // What was loaded last under this name may have been another checkpoint, with a longer context.
  const first = before ?? usualOptions(config.maxPositions);
  const [context, setContext] = useState(Math.min(first.context, config.maxPositions));
  const [weights, setWeights] = useState(first.weights);
  const [cache, setCache] = useState(first.cache);
  const [keeping, setKeeping] = useState(true);
  /** Why the download did not start. */
  const [unkept, setUnkept] = useState<Failure | null>(null);
  const [starting, setStarting] = useState(false);
  const open = useEngine(({ device }) => device.at === 'open');
  const failure = useEngine((state) => state.loadFailure);
  const kept = useLibrary(({ library }) => keptFrom(library, location));
  const keeps = useLibrary(({ library }) => library !== null && library.unavailable === null);
  const title = useId();
  const kvBytes = kvBytesPerToken[cache] * context;
  const remote = addressOf(location) !== null;
  const toDownload = kept ? missingBytes(kept) : remote || location.kind === 'url' ? weightBytes : 0;
  const facts: [string, string][] = [
    [t('parameters'), parameters(summary.parameters)],
    [t('layers'), t('layersOf', { layers: config.layers, width: count(config.hiddenSize) })],
    [t('heads'), t('headsOf', { heads: config.heads, kvHeads: config.kvHeads })],
    [t('storedAs'), dtypes.join(', ')],
    [t('context'), contextText(config)],
    [t('toDownload'), toDownload === 0 ? t('nothing') : bytes(toDownload)],
    [t('gpuWeights'), bytes(gpuBytes[weights])],
    [t('kvCache'), bytes(kvBytes)],
    [t('gpuMemory'), bytes(gpuBytes[weights] + kvBytes)],
  ];
  const load = async () => {
    setStarting(true);
    const loaded = await loader.load(checkpoint, { context, weights, cache }, keeping);
    setStarting(false);
    if (!loaded) return;
    choice.getState().putAside();
    closeDialog();
  };
  const download = async () => {
    setStarting(true);
    const failure = await loader.keep(checkpoint);
    setStarting(false);
    setUnkept(failure);
    if (!failure) choice.getState().putAside();
  };
  return (
    <section className={styles.summary} aria-labelledby={title}>
      <h3 id={title} ref={showUp}>
        {name}
      </h3>
      {failure && <Refused failure={failure} />}
      {unkept && <Refused failure={unkept} />}
      {cannotChat !== null && <p className={styles.warning}>{cannotChat}</p>}
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Field label={t('weights')} hint={t(`${weights}Hint`)}>
        {(ids) => (
          <select {...ids} value={weights} onChange={(event) => setWeights(event.target.value as WeightChoice)}>
            {weightChoices.map((each) => (
              <option key={each} value={each}>
                {t('weightsOption', { name: t(each), bytes: bytes(gpuBytes[each]) })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('kvCache')} hint={t(`${cache}Hint`)}>
        {(ids) => (
          <select {...ids} value={cache} onChange={(event) => setCache(event.target.value as CacheType)}>
            {cacheTypes.map((each) => (
              <option key={each} value={each}>
                {t('weightsOption', { name: each, bytes: bytes(kvBytesPerToken[each] * context) })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('contextSize')} hint={t('contextHint')}>
        {(ids) => (
          <select {...ids} value={context} onChange={(event) => setContext(Number(event.target.value))}>
            {contextChoices(config.maxPositions).map((size) => (
              <option key={size} value={size}>
                {t('contextOption', { count: count(size), bytes: bytes(kvBytesPerToken[cache] * size) })}
              </option>
            ))}
          </select>
        )}
      </Field>
      {remote && <Keeping kept={kept} weightBytes={weightBytes} value={keeping} onChange={setKeeping} />}
      {!open && <p>{t('noGpu')}</p>}
      <div className={styles.buttons}>
        <Button look="primary" disabled={!open || starting} onClick={() => void load()}>
          {t('load')}
        </Button>
        {remote && keeps && kept?.state !== 'ready' && (
          <Button disabled={starting} onClick={() => void download()}>
            {t('downloadOnly')}
          </Button>
        )}
        <Button look="quiet" onClick={() => choice.getState().putAside()}>
          {t('back')}
        </Button>
      </div>
    </section>
  );
}
