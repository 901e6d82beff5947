import { type ReactNode, useRef } from 'react';
import { offeredAnswers } from '../../../store/lab/known_answers.ts';
import { useEngine, useProgram } from '../../../store/hooks.ts';
import { useChecking } from '../../../store/hooks_on_demand.ts';
import { checking } from '../../../store/stores_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import panel from '../panel.module.css';
import styles from './checks.module.css';
import { KnownTables } from './known_tables.tsx';
import { useMayCheck } from './use_may_check.ts';
import { t } from '../../../strings/checks/t.ts';

const code = (key: string) => (text: ReactNode[]) => <code key={key}>{text}</code>;

/** Compares the loaded model with what somebody else has computed: answers that come with the page, or a file. */
export function KnownAnswers() {
  const model = useEngine((engine) => engine.model);
  const program = useProgram((state) => state.program);
  const known = useChecking((state) => state.known);
  const mayCheck = useMayCheck();
  const input = useRef<HTMLInputElement>(null);
  const offered = model ? offeredAnswers(model) : [];
  return (
    <section className={styles.section} aria-label={t('known')}>
      <h2>{t('known')}</h2>
      <p>{t('knownText', { tokens: code('tokens'), logits: code('logits') })}</p>
      <div className={panel.buttons}>
        {offered.map((answers) => (
          <Button
            key={answers.file}
            look="primary"
            disabled={!mayCheck}
            onClick={() => void checking.getState().compareOffered(answers, program)}
          >
            {answers.title}
          </Button>
        ))}
        <Button disabled={!mayCheck} onClick={() => input.current!.click()}>
          {t('openFile')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".safetensors"
          aria-label={t('fileInput')}
          hidden
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void checking.getState().compare(file, program);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
      </div>
      {known && <KnownTables report={known} weights={model!.weights.choice} label={t('compared')} />}
    </section>
  );
}
