import { type ReactNode, useState } from 'react';
import type { FoundServer } from '../../../peers/remote/remote_peer.ts';
import { useConnecting } from '../../../store/hooks_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import models from '../models.module.css';
import { showUp } from '../show_up.ts';
import styles from './servers.module.css';
import { t } from '../../../strings/peers/t.ts';

const example = 'http://localhost:8000';
const code = (children: ReactNode[]) => <code key="code">{children}</code>;

/** Asks for a server's address, and for a key, which goes to the server alone. */
export function ConnectForm() {
  const { connecting, connect } = useConnecting((state) => state);
  const [address, setAddress] = useState('');
  const [key, setKey] = useState('');
  const busy = connecting.at === 'asking';
  return (
    <>
      <form
        className={styles.form}
        aria-label={t('title')}
        onSubmit={(event) => {
          event.preventDefault();
          // A key that has been handed on is no longer on the page.
          setKey('');
          void connect(address, key);
        }}
      >
        <Field label={t('address')} hint={t('addressHint')}>
          {(ids) => (
            <input
              {...ids}
              inputMode="url"
              placeholder={example}
              spellCheck={false}
              autoCapitalize="none"
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('key')} hint={t('keyHint')}>
          {(ids) => (
            <input
              {...ids}
              type="password"
              autoComplete="off"
              spellCheck={false}
              value={key}
              onChange={(event) => setKey(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={busy || address.trim() === ''}>
          {t('connect')}
        </Button>
      </form>
      <output className={models.status}>{busy && t('asking')}</output>
      {connecting.at === 'refused' && (
        <p ref={showUp} role="alert" className={models.refused}>
          {connecting.failure.message}
        </p>
      )}
      {connecting.at === 'choosing' && <ModelChoice found={connecting.found} />}
      <p className={models.status}>{t('policy', { code })}</p>
    </>
  );
}

/** Which of the models that a server runs is to answer. */
function ModelChoice({ found }: { found: FoundServer }) {
  const choose = useConnecting((state) => state.choose);
  const [at, setAt] = useState(0);
  return (
    <form
      className={styles.form}
      aria-label={t('model')}
      onSubmit={(event) => {
        event.preventDefault();
        void choose(found.models[at]!);
      }}
    >
      <Field label={t('model')}>
        {(ids) => (
          <select {...ids} value={at} onChange={(event) => setAt(Number(event.target.value))}>
            {found.models.map(({ id }, index) => (
              <option key={id} value={index}>
                {id}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button type="submit" look="primary">
        {t('answerWithModel')}
      </Button>
    </form>
  );
}
