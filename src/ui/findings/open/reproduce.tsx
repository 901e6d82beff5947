import { useState } from 'react';
import type { Opened } from '../../../findings/open/opened.ts';
import { locationOf } from '../../../findings/rerun.ts';
import { missingInWords } from '../../../findings/copy/run.ts';
import { sourceInWords } from '../../../findings/copy/source.ts';
import { bundled } from '../../../store/engine/engine.ts';
import { useAnswering, useEngine } from '../../../store/hooks.ts';
import { useSharing } from '../../../store/hooks_on_demand.ts';
import type { Rerun } from '../../../store/findings/rerunning.ts';
import { choice } from '../../../store/stores.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import { showDialog } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { onPage } from '../kinds/kinds.ts';
import { JobLine } from '../../engine/job_line.tsx';
import bar from '../../engine/engine_bar.module.css';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** Runs a finding again here, and shows the result beside what was recorded. */
export function Reproduce({ opened }: { opened: Opened }) {
  const { spec } = opened;
  const model = useEngine((engine) => engine.model);
  const rerun = useSharing((state) => state.rerun);
  const lacking = missingInWords(spec, model);
  const { Outcome, ...kind } = onPage(opened);
  const never = kind.unrunnable(spec);
  return (
    <section className={styles.part} aria-label={t('reproduce')}>
      <h3>{t('runHere')}</h3>
      {never !== null && <p>{never}</p>}
      {never === null && lacking === null && <Again opened={opened} rerun={rerun} />}
      {never === null && lacking !== null && <Lacking opened={opened} said={lacking} />}
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
  const { Intent, ...kind } = onPage(opened);
  const notShared = opened.kind === 'diagnosis' && opened.spec.prompt.show !== 'shown';
  return (
    <>
      <Intent opened={opened} />
      {notShared && canChat && (
        <Field label={t('promptField')} hint={t('promptFieldHint')}>
          {(ids) => <input {...ids} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
      )}
      <div className={styles.buttons}>
        <Button
          look="primary"
          disabled={occupation !== null || answering}
          onClick={() => void sharing.getState().reproduce(typed)}
        >
          {rerun?.at === 'running' ? t('runningAgain') : kind.runLabel()}
        </Button>
        {answering && <output className={styles.note}>{t('answering')}</output>}
      </div>
      {occupation && (
        <div className={bar.inside}>
          <JobLine occupation={occupation} />
        </div>
      )}
    </>
  );
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
          {location ? t('checkSource', { source: sourceInWords(spec.source) }) : t('chooseInModels')}
        </Button>
      </div>
    </>
  );
}
