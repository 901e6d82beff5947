import { useState } from 'react';
import { adapterName } from '../../share/adapter_name.ts';
import type { Opened } from '../../share/open.ts';
import { answer } from '../../share/reproduction.ts';
import { locationOf, missing } from '../../share/rerun.ts';
import { faultInWords, headline, programInWords, promptInWords, sourceInWords } from '../../share/words.ts';
import { bundled } from '../../store/engine.ts';
import { useAnswering, useEngine, useSharing } from '../../store/hooks.ts';
import type { Rerun } from '../../store/sharing.ts';
import { choice, sharing } from '../../store/stores.ts';
import { showDialog } from '../app/view.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import { ShareButton } from './share_button.tsx';
import styles from './share.module.css';
import { StageComparison } from './stage_comparison.tsx';

const doing = {
  replay: 'Running every step on the reference’s inputs…',
  lockstep: 'Running both programs side by side…',
  verdict: 'Looking for what it is like…',
  bisect: 'Trying smaller programs…',
} as const;

/** The run again, here: what it will do, and stage by stage whether it came out the same. */
export function Reproduce({ opened }: { opened: Opened }) {
  const { spec } = opened;
  const model = useEngine((engine) => engine.model);
  const busy = useEngine((engine) => engine.diagnosing);
  const answering = useAnswering((state) => state.live !== null);
  const rerun = useSharing((state) => state.rerun);
  const [typed, setTyped] = useState('');
  const lacking = missing(spec, model);
  const running = rerun?.at === 'running';
  return (
    <section className={styles.part} aria-label="Reproduce">
      <h3>Run it here</h3>
      {lacking === null ? (
        <>
          <p>
            Reproduce runs {programInWords(spec.program)}, fault {faultInWords(spec.fault)}, prompt{' '}
            {promptInWords(opened.finding?.prompt ?? spec.prompt)}, on the model that is loaded.
          </p>
          {spec.prompt.show !== 'shown' && model?.cannotChat === null && (
            <Field
              label="Prompt, if you know it"
              hint="It was not shared. Left empty, a stand-in takes its place: then only which stages are wrong can be compared, not by how much."
            >
              {(ids) => <input {...ids} value={typed} onChange={(event) => setTyped(event.target.value)} />}
            </Field>
          )}
          <div className={styles.buttons}>
            <Button
              look="primary"
              disabled={busy || answering}
              onClick={() => void sharing.getState().reproduce(typed)}
            >
              Reproduce
            </Button>
            {running && (
              <Button look="quiet" onClick={() => sharing.getState().stop()}>
                Stop
              </Button>
            )}
            <output className={styles.note}>
              {running ? doing[rerun.doing] : answering ? 'An answer is being written: stop it first.' : ''}
            </output>
          </div>
        </>
      ) : (
        <Lacking opened={opened} said={lacking} />
      )}
      {rerun?.at === 'failed' && (
        <p role="alert" className={styles.refused}>
          {rerun.failure.message}
        </p>
      )}
      {rerun?.at === 'done' && <Outcome rerun={rerun} />}
    </section>
  );
}

function Lacking({ opened: { spec }, said }: { opened: Opened; said: string }) {
  const location = locationOf(spec.source, bundled);
  const look = () => {
    showDialog('models');
    // Only what a person has read above and asked for is fetched.
    if (location) void choice.getState().inspect(location);
  };
  return (
    <>
      <p>{said}</p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={look}>
          {location ? `Look at ${sourceInWords(spec.source)}` : 'Choose the folder in Models'}
        </Button>
      </div>
    </>
  );
}

function Outcome({ rerun: { diagnosis, reproduction, promptText } }: { rerun: Extract<Rerun, { at: 'done' }> }) {
  const adapter = adapterName(diagnosis.adapter);
  const said = reproduction
    ? answer(reproduction, adapter)
    : `${headline(diagnosis.verdict)}, on ${adapter}. What came of the run there is not known, so there is nothing to compare.`;
  const differs = reproduction && (reproduction.first !== null || !reproduction.sameVerdict);
  return (
    <>
      <p role="status" className={styles.answer} data-differs={differs || undefined}>
        {said}
      </p>
      {reproduction && reproduction.stages.length > 0 && (
        <StageComparison reproduction={reproduction} sides={['recorded', 'here']} />
      )}
      <div>
        <ShareButton subject={{ diagnosis, promptText }} label="Share this run" />
      </div>
    </>
  );
}
