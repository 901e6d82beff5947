import { useId, useState } from 'react';
import { contextChoices, defaultContext } from '../../store/engine/context.ts';
import { useEngine } from '../../store/hooks.ts';
import { weightChoices } from '../../vocabulary/weight_choice.ts';
import { answering, choice, engine } from '../../store/stores.ts';
import type { InspectedCheckpoint } from '../../store/engine/engine.ts';
import type { WeightChoice } from '../../worker/api.ts';
import { closeDialog } from '../view/view.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import { bytes, count, parameters } from '../../format.ts';
import styles from './models.module.css';
import { Refused } from './sources/refused.tsx';
import { weightHints, weightNames } from './weight_texts.ts';

/** A checkpoint's facts and the memory that it will need, before anything large is read. */
export function Summary({ checkpoint }: { checkpoint: InspectedCheckpoint }) {
  const { location, summary } = checkpoint;
  const { name, config, dtypes, weightBytes, gpuBytes, kvBytesPerToken, cannotChat } = summary;
  const [context, setContext] = useState(() => defaultContext(config.maxPositions));
  const [weights, setWeights] = useState<WeightChoice>('stored');
  const open = useEngine(({ device }) => device.at === 'open');
  const failure = useEngine((state) => state.loadFailure);
  const title = useId();
  const kvBytes = kvBytesPerToken * context;
  const facts: [string, string][] = [
    ['Parameters', parameters(summary.parameters)],
    ['Layers', `${config.layers} of width ${count(config.hiddenSize)}`],
    ['Heads', `${config.heads} query, ${config.kvHeads} key and value`],
    ['Stored as', dtypes.join(', ')],
    ['To download', location.kind === 'files' ? 'nothing' : bytes(weightBytes)],
    ['Weights on the GPU', bytes(gpuBytes[weights])],
    ['KV cache', bytes(kvBytes)],
    ['GPU memory', bytes(gpuBytes[weights] + kvBytes)],
  ];
  const load = async () => {
    await answering.getState().stop();
    if (!(await engine.getState().load(checkpoint, { context, weights }))) return;
    choice.getState().putAside();
    closeDialog();
  };
  return (
    <section className={styles.summary} aria-labelledby={title}>
      <h3 id={title}>{name}</h3>
      {failure && <Refused failure={failure} />}
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
      {!open && <p>It can be loaded once there is a GPU: the chat says what is missing.</p>}
      <div className={styles.buttons}>
        <Button look="primary" disabled={!open} onClick={() => void load()}>
          Load
        </Button>
        <Button look="quiet" onClick={() => choice.getState().putAside()}>
          Back
        </Button>
      </div>
    </section>
  );
}
