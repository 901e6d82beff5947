import { useId, useState } from 'react';
import { contextChoices, defaultContext } from '../../store/engine/context.ts';
import { useEngine, useLibrary } from '../../store/hooks.ts';
import { keptFrom } from '../../store/library/find.ts';
import { missingBytes } from '../../store/library/room.ts';
import { addressOf } from '../../store/last_model/loader.ts';
import { weightChoices } from '../../vocabulary/weight_choice.ts';
import { choice, loader } from '../../store/stores.ts';
import type { InspectedCheckpoint } from '../../store/engine/engine_state.ts';
import type { Failure } from '../../result.ts';
import type { LoadOptions, ModelConfig, WeightChoice } from '../../worker/api.ts';
import { closeDialog } from '../view/view.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import { bytes, count, parameters } from '../../format.ts';
import { Keeping } from './keeping.tsx';
import styles from './models.module.css';
import { showUp } from './show_up.ts';
import { Refused } from './sources/refused.tsx';
import { weightHints, weightNames } from './weight_texts.ts';

interface Props {
  checkpoint: InspectedCheckpoint;
  /** What it was chosen with, or loaded with last; null if neither. */
  before: LoadOptions | null;
}

function contextText({ maxPositions, yarn }: ModelConfig): string {
  const by = yarn ? ` by YaRN, ${yarn.factor} times the ${count(yarn.originalPositions)} of the training` : '';
  return `up to ${count(maxPositions)} tokens${by}`;
}

/** A checkpoint's facts and the memory that it will need, before anything large is read. */
export function Summary({ checkpoint, before }: Props) {
  const { location, summary } = checkpoint;
  const { name, config, dtypes, weightBytes, gpuBytes, kvBytesPerToken, cannotChat } = summary;
  // What was loaded last under this name may have been another checkpoint, with a longer context.
  const [context, setContext] = useState(() =>
    Math.min(before?.context ?? defaultContext(config.maxPositions), config.maxPositions),
  );
  const [weights, setWeights] = useState<WeightChoice>(before?.weights ?? 'stored');
  const [keeping, setKeeping] = useState(true);
  /** Why the download did not start. */
  const [unkept, setUnkept] = useState<Failure | null>(null);
  const [starting, setStarting] = useState(false);
  const open = useEngine(({ device }) => device.at === 'open');
  const failure = useEngine((state) => state.loadFailure);
  const kept = useLibrary(({ library }) => keptFrom(library, location));
  const keeps = useLibrary(({ library }) => library !== null && library.unavailable === null);
  const title = useId();
  const kvBytes = kvBytesPerToken * context;
  const remote = addressOf(location) !== null;
  const toDownload = kept ? missingBytes(kept) : remote || location.kind === 'url' ? weightBytes : 0;
  const facts: [string, string][] = [
    ['Parameters', parameters(summary.parameters)],
    ['Layers', `${config.layers} of width ${count(config.hiddenSize)}`],
    ['Heads', `${config.heads} query, ${config.kvHeads} key and value`],
    ['Stored as', dtypes.join(', ')],
    ['Context', contextText(config)],
    ['To download', toDownload === 0 ? 'nothing' : bytes(toDownload)],
    ['Weights on the GPU', bytes(gpuBytes[weights])],
    ['KV cache', bytes(kvBytes)],
    ['GPU memory', bytes(gpuBytes[weights] + kvBytes)],
  ];
  const load = async () => {
    setStarting(true);
    const loaded = await loader.load(checkpoint, { context, weights }, keeping);
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
      <Field label="Weights" hint={weightHints[weights]}>
        {(ids) => (
          <select {...ids} value={weights} onChange={(event) => setWeights(event.target.value as WeightChoice)}>
            {weightChoices.map((each) => (
              <option key={each} value={each}>
                {weightNames[each]}, {bytes(gpuBytes[each])}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Context size" hint="Tokens of conversation that the KV cache has room for.">
        {(ids) => (
          <select {...ids} value={context} onChange={(event) => setContext(Number(event.target.value))}>
            {contextChoices(config.maxPositions).map((size) => (
              <option key={size} value={size}>
                {count(size)} tokens, {bytes(kvBytesPerToken * size)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {remote && <Keeping kept={kept} weightBytes={weightBytes} value={keeping} onChange={setKeeping} />}
      {!open && <p>It can be loaded once there is a GPU: the chat says what is missing.</p>}
      <div className={styles.buttons}>
        <Button look="primary" disabled={!open || starting} onClick={() => void load()}>
          Load
        </Button>
        {remote && keeps && kept?.state !== 'ready' && (
          <Button disabled={starting} onClick={() => void download()}>
            Download only
          </Button>
        )}
        <Button look="quiet" onClick={() => choice.getState().putAside()}>
          Back
        </Button>
      </div>
    </section>
  );
}
