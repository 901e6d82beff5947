import { type ReactNode, useState } from 'react';
import { usePeers, useProgram } from '../../../../store/hooks.ts';
import { useComparing } from '../../../../store/hooks_on_demand.ts';
import { comparing } from '../../../../store/stores_on_demand.ts';
import { Button } from '../../../controls/button.tsx';
import { Field } from '../../../controls/field.tsx';
import panel from '../../panel.module.css';
import { useMayCheck } from '../use_may_check.ts';
import checks from '../checks.module.css';
import styles from './beside.module.css';
import { KnownTables } from '../known_tables.tsx';
import { Report } from './report.tsx';
import { t } from '../../../../strings/peers/t.ts';

const lengths = [16, 32, 64];

const models = (children: ReactNode[]) => (
  <a key="models" href="#models">
    {children}
  </a>
);

/** Compares this page's engine with a peer: both get the same ids, and each judges the other's tokens. */
export function Beside() {
  const peers = usePeers((state) => state.peers);
  const program = useProgram((state) => state.program);
  const { running, report, stages, failure } = useComparing((state) => state);
  const mayCheck = useMayCheck();
  const [question, setQuestion] = useState<string>(() => t('firstQuestion'));
  const [tokens, setTokens] = useState(lengths[1]!);
  return (
    <section className={checks.section} aria-label={t('beside')}>
      <h2>{t('beside')}</h2>
      <p>{t('besideIntro')}</p>
      {peers.length === 0 ? (
        <p>{t('besideNone', { models })}</p>
      ) : (
        <div className={styles.form}>
          <Field label={t('question')}>
            {(ids) => <input {...ids} value={question} onChange={(event) => setQuestion(event.target.value)} />}
          </Field>
          <Field label={t('tokensToCompare')}>
            {(ids) => (
              <select {...ids} value={tokens} onChange={(event) => setTokens(Number(event.target.value))}>
                {lengths.map((length) => (
                  <option key={length}>{length}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      <div className={panel.buttons}>
        {peers.map((peer) => (
          <Button
            key={peer.id}
            disabled={!mayCheck || question.trim() === ''}
            title={peer.about}
            onClick={() => void comparing.getState().compare(peer, question, tokens, program)}
          >
            {t('compareWith', { label: peer.label })}
          </Button>
        ))}
        {peers
          .filter(({ lab }) => lab?.knownAnswers)
          .map((peer) => (
            <Button
              key={peer.id}
              disabled={!mayCheck || question.trim() === ''}
              title={t('stagesTitle')}
              onClick={() => void comparing.getState().compareStages(peer, question, tokens)}
            >
              {t('compareStages', { label: peer.label })}
            </Button>
          ))}
        <output>{running && t('comparing')}</output>
      </div>
      {failure && (
        <p className={panel.failure} role="alert">
          {failure.message}
        </p>
      )}
      {report && <Report report={report} />}
      {stages && <KnownTables report={stages} weights="stored" label={t('stagesOf', { label: stages.name })} />}
    </section>
  );
}
