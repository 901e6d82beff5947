import { useEffect, useState } from 'react';
import { useDiagnosing, useEngine, useProgram } from '../../../store/hooks.ts';
import { diagnosing, engine } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import panel from '../panel.module.css';
import { useFree, WhyNot } from '../why_not.tsx';
import styles from './diagnose.module.css';
import { describeProgram, uniformProgram } from '../../../vocabulary/program.ts';

/** The choice of prompt, fault and program, and the button that starts the diagnosis. */
export function Form() {
  const model = useEngine((engine) => engine.model);
  const free = useFree();
  const program = useProgram((state) => state.program);
  const { faults, running } = useDiagnosing((state) => state);
  const [fault, setFault] = useState('');
  const [layer, setLayer] = useState(1);
  const [bisect, setBisect] = useState(false);
  const [prompt, setPrompt] = useState('The capital of France is');
  useEffect(() => void diagnosing.getState().listFaults(), []);
  const layers = model?.config.layers ?? 1;
  const chosen = faults?.find(({ name }) => name === fault);
  const text = model?.cannotChat === null && prompt !== '' ? prompt : null;
  // A program without fused steps leaves nothing to diagnose.
  const looked = describeProgram(program) === 'reference' ? uniformProgram('fused') : program;
  const at = Math.min(layer, layers - 1);
  const inChat = useEngine(
    ({ configuration }) => configuration.fault?.name === fault && configuration.fault.layer === at,
  );
  return (
    <form
      className={styles.form}
      aria-label="Diagnosis"
      onSubmit={(event) => {
        event.preventDefault();
        void diagnosing.getState().run({
          prompt: text === null ? null : { text },
          program: looked,
          fault: fault === '' ? null : { name: fault, layer: at },
          bisect,
        });
      }}
    >
      <div className={styles.row}>
        <Field label="Fault to make" {...(chosen && { hint: chosen.story })}>
          {(ids) => (
            <select {...ids} value={fault} onChange={(event) => setFault(event.target.value)}>
              <option value="">none: look at the kernels as they are</option>
              {faults?.map(({ name, title, step }) => (
                <option key={name} value={name}>
                  {title} ({step})
                </option>
              ))}
            </select>
          )}
        </Field>
        {chosen && chosen.step !== 'embed' && (
          <Field label="Layer">
            {(ids) => (
              <select {...ids} value={at} onChange={(event) => setLayer(Number(event.target.value))}>
                {Array.from({ length: layers }, (_, index) => (
                  <option key={index}>{index}</option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      {chosen && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={inChat}
            onChange={({ target }) =>
              engine.getState().configure({ fault: target.checked ? { name: fault, layer: at } : null })
            }
          />
          Make it in the chat, too, from the next answer on
        </label>
      )}
      {model?.cannotChat === null && (
        <Field label="Prompt">
          {(ids) => <input {...ids} value={prompt} onChange={(event) => setPrompt(event.target.value)} />}
        </Field>
      )}
      <label className={styles.check}>
        <input type="checkbox" checked={bisect} onChange={(event) => setBisect(event.target.checked)} />
        Bisect: look for the fewest fused steps that still go wrong
      </label>
      <div className={panel.buttons}>
        <Button type="submit" look="primary" disabled={!free}>
          {running ? 'Looking for it…' : 'Find the wrong step'}
        </Button>
        <WhyNot />
      </div>
    </form>
  );
}
