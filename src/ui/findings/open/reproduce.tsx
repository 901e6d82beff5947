import { useState } from 'react';
import { requestInWords } from '../../../findings/copy/bench.ts';
import type { Opened } from '../../../findings/open/opened.ts';
import { locationOf } from '../../../findings/rerun.ts';
import { missingInWords, faultInWords, programInWords, promptInWords } from '../../../findings/copy/run.ts';
import { sourceInWords } from '../../../vocabulary/checkpoint_sources.ts';
import { bundled } from '../../../store/engine/engine.ts';
import { useAnswering, useEngine, useSharing } from '../../../store/hooks.ts';
import type { Rerun } from '../../../store/findings/rerunning.ts';
import { choice, sharing } from '../../../store/stores.ts';
import { showDialog } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { BenchOutcome, DiagnosisOutcome, TokenOutcome } from './outcomes.tsx';
import { JobLine } from '../../engine/job_line.tsx';
import bar from '../../engine/engine_bar.module.css';
import styles from '../findings.module.css';

/** Runs a finding again here, and shows the result beside what was recorded. */
export function Reproduce({ opened }: { opened: Opened }) {
  const { spec } = opened;
  const model = useEngine((engine) => engine.model);
  const rerun = useSharing((state) => state.rerun);
  const lacking = missingInWords(spec, model);
  return (
    <section className={styles.part} aria-label="Reproduce">
      <h3>Run it here</h3>
      {lacking === null ? <Again opened={opened} rerun={rerun} /> : <Lacking opened={opened} said={lacking} />}
      {rerun?.at === 'failed' && (
        <p role="alert" className={styles.refused}>
          {rerun.failure.message}
        </p>
      )}
      {rerun?.at === 'done' && <Outcome opened={opened} outcome={rerun.outcome} />}
    </section>
  );
}

function Again({ opened, rerun }: { opened: Opened; rerun: Rerun | null }) {
  const occupation = useEngine((engine) => engine.occupation);
  const canChat = useEngine(({ model }) => model?.cannotChat === null);
  const answering = useAnswering((state) => state.streaming !== null);
  const [typed, setTyped] = useState('');
  const notShared = opened.kind === 'diagnosis' && opened.spec.prompt.show !== 'shown';
  return (
    <>
      <p>{intent(opened)}</p>
      {notShared && canChat && (
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
          disabled={occupation !== null || answering}
          onClick={() => void sharing.getState().reproduce(typed)}
        >
          {rerun?.at === 'running' ? 'Running it again…' : 'Reproduce'}
        </Button>
        {answering && <output className={styles.note}>An answer is being written: stop it first.</output>}
      </div>
      {occupation && (
        <div className={bar.inside}>
          <JobLine occupation={occupation} />
        </div>
      )}
    </>
  );
}

/** What Reproduce will do, before it does. */
function intent(opened: Opened): string {
  if (opened.kind === 'bench') {
    return `Reproduce measures ${requestInWords(opened.spec.request)}, on the model that is loaded. Close other tabs; on a machine without a GPU it takes minutes.`;
  }
  const { program, fault, prompt } = opened.spec;
  if (opened.kind === 'live') {
    const placeholder = opened.spec.prompt.show === 'shown' ? '' : ' A stand-in takes the place of its tokens.';
    return `Reproduce runs the conversation again, ${promptInWords(opened.finding?.prompt ?? prompt)}, with ${programInWords(program)}, fault ${faultInWords(fault)}, and says what its last token leaves in every layer.${placeholder} The chat stays as it is.`;
  }
  return `Reproduce runs ${programInWords(program)}, fault ${faultInWords(fault)}, prompt ${promptInWords(opened.finding?.prompt ?? prompt)}, on the model that is loaded.`;
}

function Lacking({ opened: { spec }, said }: { opened: Opened; said: string }) {
  const location = locationOf(spec.source, bundled);
  const look = () => {
    showDialog('models');
    // Fetched only now that a person has read the address above and asked for it.
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

function Outcome({ opened, outcome }: { opened: Opened; outcome: Extract<Rerun, { at: 'done' }>['outcome'] }) {
  switch (outcome.kind) {
    case 'diagnosis':
      return <DiagnosisOutcome outcome={outcome} />;
    case 'bench':
      return <BenchOutcome recorded={opened.kind === 'bench' ? opened.finding : null} bench={outcome.bench} />;
    case 'live':
      return <TokenOutcome recorded={opened.kind === 'live' ? opened.finding : null} outcome={outcome} />;
  }
}
