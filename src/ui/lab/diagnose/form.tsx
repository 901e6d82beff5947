import { useEffect, useState } from 'react';
import { useEngine, useProgram } from '../../../store/hooks.ts';
import { useDiagnosing } from '../../../store/hooks_on_demand.ts';
import { engine } from '../../../store/stores.ts';
import { diagnosing } from '../../../store/stores_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import panel from '../panel.module.css';
import { useFree, WhyNot } from '../why_not.tsx';
import styles from './diagnose.module.css';
import { describeProgram, uniformProgram } from '../../../vocabulary/program.ts';
import { faultStory, faultTitle } from '../../../findings/copy/fault.ts';
import { t } from '../../../strings/diagnose/t.ts';

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
      aria-label={t('form')}
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
        <Field label={t('fault')} {...(chosen && { hint: faultStory(chosen.name) })}>
          {(ids) => (
            <select {...ids} value={fault} onChange={(event) => setFault(event.target.value)}>
              <option value="">{t('noFault')}</option>
              {faults?.map(({ name, step }) => (
                <option key={name} value={name}>
                  {t('faultOption', { title: faultTitle(name), step })}
                </option>
              ))}
            </select>
          )}
        </Field>
        {chosen && chosen.step !== 'embed' && (
          <Field label={t('layer')}>
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
          {t('inChat')}
        </label>
      )}
      {model?.cannotChat === null && (
        <Field label={t('prompt')}>
          {(ids) => <input {...ids} value={prompt} onChange={(event) => setPrompt(event.target.value)} />}
        </Field>
      )}
      <label className={styles.check}>
        <input type="checkbox" checked={bisect} onChange={(event) => setBisect(event.target.checked)} />
        {t('bisect')}
      </label>
      <div className={panel.buttons}>
        <Button type="submit" look="primary" disabled={!free}>
          {t(running ? 'running' : 'run')}
        </Button>
        <WhyNot />
      </div>
    </form>
  );
}
